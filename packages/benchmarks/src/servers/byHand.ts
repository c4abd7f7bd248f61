import { createServer } from "node:http"
import { authorization } from "../sampleCall.ts"
import { answer } from "./answer.ts"
import { ready } from "./ready.ts"

const path = /^\/communications\/departments\/([^/?]+)\/customers\/([^/?]+)\/threads$/

const server = createServer((request, reply) => {
  const [, departmentUUID, customerUUID] = path.exec(request.url ?? "") ?? []
  if (customerUUID === undefined) return reply.writeHead(404).end()
  if (request.headers.authorization !== authorization) return reply.writeHead(401).end()
  const chunks: Array<Buffer> = []
  request.on("data", (chunk) => chunks.push(chunk))
  return request.on("end", () => {
    const text = answer({ departmentUUID, customerUUID }, JSON.parse(Buffer.concat(chunks).toString()))
    reply.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
    reply.end(text)
  })
})
server.listen(0, "127.0.0.1", () => ready(server.address()))
