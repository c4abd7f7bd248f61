import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Result from "effect/Result"
import { refusal } from "./refusal.ts"

/** How long the body of a list may be. */
export const MAX_LIST_BYTES = 65_536

const tooLarge = (limit: number) =>
  refusal(413, `The body is too large; expected at most ${limit} bytes.`, { connection: "close" })

const cutShort = () => refusal(400, "The body could not be read to its end.")

/** Takes what arrives until it ends or is too much; a client that asks first is told to go on. */
const collect = (request: HttpServerRequest, limit: number): Effect.Effect<Uint8Array, HttpServerResponse> =>
  Effect.callback((resume) => {
    const body = NodeHttpServerRequest.toIncomingMessage(request)
    const chunks: Array<Uint8Array> = []
    let size = 0
    const fail = () => resume(Effect.suspend(() => Effect.fail(cutShort())))
    if (body.destroyed) return fail()
    if (request.headers.expect !== undefined) NodeHttpServerRequest.toServerResponse(request).writeContinue()
    body.on("data", (chunk: Uint8Array) => {
      size += chunk.byteLength
      if (size <= limit) chunks.push(chunk)
      else resume(Effect.fail(tooLarge(limit)))
    })
    body.on("end", () => {
      const [only] = chunks
      resume(Effect.succeed(only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)))
    })
    body.on("error", fail)
    body.on("close", fail)
    return Effect.sync(() => body.destroy())
  })

/** The body of a request, or the answer that refuses it. */
export const readBody = (
  request: HttpServerRequest,
  limit = MAX_LIST_BYTES,
): Effect.Effect<Uint8Array, HttpServerResponse> =>
  Number(request.headers["content-length"] ?? 0) > limit ? Effect.fail(tooLarge(limit)) : collect(request, limit)

/** The answer to a request that does not say that its body is JSON. */
export const notJson = (request: HttpServerRequest): HttpServerResponse | undefined =>
  /^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")
    ? undefined
    : refusal(415, "The content type must be application/json.")

const utf8 = new TextDecoder("utf-8", { fatal: true })

/** The JSON in a body, or the answer that refuses it. */
export const parseJsonBody = (bytes: Uint8Array, expected: string): Result.Result<unknown, HttpServerResponse> =>
  Result.try({
    try: (): unknown => JSON.parse(utf8.decode(bytes)),
    catch: () => refusal(400, `The body must be ${expected}.`),
  })
