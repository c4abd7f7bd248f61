import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { refusal } from "./refusal.ts"

const maxBodyBytes = 65_536

const tooLarge = () =>
  refusal(413, `The body is too large; expected at most ${maxBodyBytes} bytes.`, { connection: "close" })

/** The JSON in the body of a request, or the answer that refuses it. */
export const readRequestBody = Effect.fnUntraced(function* (
  request: HttpServerRequest,
): Effect.fn.Return<unknown, HttpServerResponse> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    return yield* Effect.fail(refusal(415, "The content type must be application/json."))
  }
  if (Number(request.headers["content-length"] ?? 0) > maxBodyBytes) return yield* Effect.fail(tooLarge())
  const bytes = yield* Effect.mapError(request.arrayBuffer, ({ reason }) =>
    reason._tag === "RequestParseError" && reason.reason === "BodyTooLarge"
      ? tooLarge()
      : refusal(400, "The body could not be read to its end."),
  ).pipe(Effect.provideService(HttpIncomingMessage.MaxBodySize, ByteSize.bytes(maxBodyBytes)))
  return yield* Effect.try({
    try: (): unknown => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)),
    catch: () => refusal(400, "The body must be a JSON object in UTF-8; {} asks for every thread."),
  })
})
