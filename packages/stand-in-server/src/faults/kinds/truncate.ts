import type { ServerResponse } from "node:http"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Schema from "effect/Schema"
import { bytesOf, type FaultKind } from "../FaultKind.ts"
import { wholeNumber } from "../values.ts"

/** Writes a response whose body ends, with its connection, before its declared end. */
const writePart = (request: HttpServerRequest, response: HttpServerResponse, length: number | undefined) =>
  Effect.callback<HttpServerResponse>((resume) => {
    const bytes = bytesOf(response)
    const part = bytes.subarray(0, Math.min(length ?? Math.floor(bytes.length / 2), Math.max(0, bytes.length - 1)))
    // The server speaks HTTP/1 alone.
    const node = NodeHttpServerRequest.toServerResponse(request) as ServerResponse
    const end = () => {
      node.destroy()
      resume(Effect.succeed(response))
    }
    node.writeHead(response.status, { ...response.headers, "content-length": String(Math.max(1, bytes.length)) })
    node.flushHeaders()
    if (part.length === 0) setImmediate(end)
    else node.write(part, end)
  })

/** `truncate`, `truncate=N`: the connection ends after N bytes of the body. Default: half of it. */
export const truncate: FaultKind<number | undefined> = {
  value: Schema.UndefinedOr(wholeNumber(0, 1_000_000)),
  stage: "connection",
  apply: (response, length, { request }) => Effect.flatMap(response, (whole) => writePart(request, whole, length)),
}
