import { fastify } from "fastify"
import { authorization } from "../sampleCall.ts"
import { answer, route } from "./answer.ts"
import { ready } from "./ready.ts"

const app = fastify()
app.post(route, (request, reply) =>
  request.headers.authorization === authorization
    ? reply.type("application/json").send(answer(request.params, request.body))
    : reply.code(401).send(),
)
await app.listen({ host: "127.0.0.1", port: 0 })
ready(app.server.address())
