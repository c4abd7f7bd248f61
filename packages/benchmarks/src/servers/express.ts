import express from "express"
import { authorization } from "../sampleCall.ts"
import { answer, route } from "./answer.ts"
import { ready } from "./ready.ts"

const app = express()
app.use(express.json())
app.post(route, (request, reply) => {
  if (request.headers.authorization === authorization)
    reply.set("content-type", "application/json").send(answer(request.params, request.body))
  else reply.sendStatus(401)
})
const server = app.listen(0, "127.0.0.1", () => ready(server.address()))
