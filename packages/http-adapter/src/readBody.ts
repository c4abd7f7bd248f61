import { MalformedResponse } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { AttemptFailure } from "./AttemptFailure.ts"
import { failureOfTransport } from "./failureOfTransport.ts"

const malformed = (
  response: HttpClientResponse.HttpClientResponse,
  detail: "tooLarge" | "utf8" | "json" | "empty",
  description: string,
) => new AttemptFailure({ reason: new MalformedResponse({ detail, status: response.status, description }) })

const cutShort = ({ reason }: HttpClientError.HttpClientError) =>
  new AttemptFailure({ reason: failureOfTransport(reason.cause) })

const tooLarge = (response: HttpClientResponse.HttpClientResponse, maxBytes: number) =>
  malformed(response, "tooLarge", `the body is over ${maxBytes} bytes`)

/** Bytes whose number nobody has announced, counted as they arrive. */
const countBytes = Effect.fnUntraced(function* (response: HttpClientResponse.HttpClientResponse, maxBytes: number) {
  const chunks: Array<Uint8Array> = []
  let size = 0
  yield* Stream.runForEachArray(Stream.mapError(response.stream, cutShort), (arrived) => {
    for (const chunk of arrived) {
      chunks.push(chunk)
      size += chunk.byteLength
    }
    return size > maxBytes ? Effect.fail(tooLarge(response, maxBytes)) : Effect.void
  })
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
})

/** An announced length is where HTTP ends the body: one within the limit is read at once. */
const takeBytes = (response: HttpClientResponse.HttpClientResponse, maxBytes: number) =>
  Effect.flatMap(Effect.mapError(response.arrayBuffer, cutShort), (buffer) =>
    buffer.byteLength > maxBytes ? Effect.fail(tooLarge(response, maxBytes)) : Effect.succeed(new Uint8Array(buffer)),
  )

const readBytes = (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number,
): Effect.Effect<Uint8Array, AttemptFailure> => {
  const announced = Number(response.headers["content-length"] ?? Number.NaN)
  if (announced > maxBytes) return Effect.fail(tooLarge(response, maxBytes))
  return announced <= maxBytes ? takeBytes(response, maxBytes) : countBytes(response, maxBytes)
}

const utf8 = new TextDecoder("utf-8", { fatal: true })

const parse = (
  response: HttpClientResponse.HttpClientResponse,
  bytes: Uint8Array,
): Result.Result<unknown, AttemptFailure> => {
  const text = Result.try({
    try: () => utf8.decode(bytes),
    catch: () => malformed(response, "utf8", "the body is not UTF-8"),
  })
  if (Result.isFailure(text)) return text
  if (!/\S/.test(text.success)) return Result.fail(malformed(response, "empty", "the body is empty"))
  return Result.try({
    try: (): unknown => JSON.parse(text.success),
    catch: () => malformed(response, "json", "the body is not JSON"),
  })
}

/** The JSON in a body of at most `maxBytes` in strict UTF-8. An empty body is never a value. */
export const readBody = (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number,
): Effect.Effect<unknown, AttemptFailure> =>
  Effect.flatMap(readBytes(response, maxBytes), (bytes) => Effect.fromResult(parse(response, bytes)))
