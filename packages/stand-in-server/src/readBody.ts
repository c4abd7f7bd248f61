import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { refusal } from "./refusal.ts"

/** How long the body of a list may be. */
export const MAX_LIST_BYTES = 65_536

const tooLarge = (limit: number) =>
  refusal(413, `The body is too large; expected at most ${limit} bytes.`, { connection: "close" })

/** The body of a request, or the answer that refuses it. */
export const readBody = (
  request: HttpServerRequest,
  limit = MAX_LIST_BYTES,
): Effect.Effect<ArrayBuffer, HttpServerResponse> =>
  Number(request.headers["content-length"] ?? 0) > limit
    ? Effect.fail(tooLarge(limit))
    : Effect.mapError(request.arrayBuffer, ({ reason }) =>
        reason._tag === "RequestParseError" && reason.reason === "BodyTooLarge"
          ? tooLarge(limit)
          : refusal(400, "The body could not be read to its end."),
      ).pipe(Effect.provideService(HttpIncomingMessage.MaxBodySize, ByteSize.bytes(limit)))

/** Refuses a request that does not say that its body is JSON. */
export const requireJson = (request: HttpServerRequest): Effect.Effect<void, HttpServerResponse> =>
  /^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")
    ? Effect.void
    : Effect.fail(refusal(415, "The content type must be application/json."))

/** The JSON in a body, or the answer that refuses it. */
export const parseJsonBody = (bytes: ArrayBuffer, expected: string): Effect.Effect<unknown, HttpServerResponse> =>
  Effect.try({
    try: (): unknown => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)),
    catch: () => refusal(400, `The body must be ${expected}.`),
  })
