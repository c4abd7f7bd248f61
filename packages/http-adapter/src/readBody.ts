import { MalformedResponse } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"
import { AttemptFailure } from "./AttemptFailure.ts"
import { failureOfTransport } from "./failureOfTransport.ts"

const malformed = (
  response: HttpClientResponse.HttpClientResponse,
  detail: "tooLarge" | "utf8" | "json" | "empty",
  description: string,
) => new AttemptFailure({ reason: new MalformedResponse({ detail, status: response.status, description }) })

const readBytes = Effect.fnUntraced(function* (response: HttpClientResponse.HttpClientResponse, maxBytes: number) {
  const tooLarge = () => malformed(response, "tooLarge", `the body is over ${maxBytes} bytes`)
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) return yield* tooLarge()
  const chunks: Array<Uint8Array> = []
  let size = 0
  yield* Stream.runForEachArray(
    Stream.mapError(response.stream, (error) => new AttemptFailure({ reason: failureOfTransport(error.reason.cause) })),
    (arrived) => {
      for (const chunk of arrived) {
        chunks.push(chunk)
        size += chunk.byteLength
      }
      return size > maxBytes ? Effect.fail(tooLarge()) : Effect.void
    },
  )
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
})

/** The JSON in a body of at most `maxBytes`, counted as they arrive, in strict UTF-8. An empty body is never a value. */
export const readBody = Effect.fnUntraced(function* (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number,
) {
  const bytes = yield* readBytes(response, maxBytes)
  const text = yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => malformed(response, "utf8", "the body is not UTF-8"),
  })
  if (text.trim() === "") return yield* malformed(response, "empty", "the body is empty")
  return yield* Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: () => malformed(response, "json", "the body is not JSON"),
  })
})
