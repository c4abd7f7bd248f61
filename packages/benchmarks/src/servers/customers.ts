// Responds to a request for any customer of `exportSample` with the customer's threads. The argument is the number of customers.
import { createServer } from "node:http"
import { pathOf } from "../sampleCall.ts"
import { exportSample } from "../sampleExport.ts"
import { ready } from "./ready.ts"

const bodies = new Map(
  exportSample(Number(process.argv[2])).map(
    ({ query, response }) => [pathOf(query), Buffer.from(JSON.stringify(response))] as const,
  ),
)

const server = createServer((request, reply) => {
  const body = bodies.get(request.url ?? "")
  if (body === undefined) return reply.writeHead(404).end()
  reply.writeHead(200, { "content-type": "application/json", "content-length": body.byteLength })
  return reply.end(body)
})
server.listen(0, "127.0.0.1", () => ready(server.address()))
