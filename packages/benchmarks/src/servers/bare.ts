// Responds to every request with the sample response.
import { createServer } from "node:http"
import { response } from "../sampleCall.ts"
import { ready } from "./ready.ts"

const body = Buffer.from(JSON.stringify(response))
const headers = { "content-type": "application/json", "content-length": body.byteLength }
const server = createServer((_, reply) => {
  reply.writeHead(200, headers)
  reply.end(body)
})
server.listen(0, "127.0.0.1", () => ready(server.address()))
