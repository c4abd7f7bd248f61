import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { parseJsonBody, readBody, requireJson } from "./readBody.ts"

/** The JSON in the body of a request, or the answer that refuses it; `read` where the body was read before. */
export const readRequestBody = Effect.fnUntraced(function* (
  request: HttpServerRequest,
  read: Effect.Effect<ArrayBuffer, HttpServerResponse> = readBody(request),
): Effect.fn.Return<unknown, HttpServerResponse> {
  yield* requireJson(request)
  return yield* parseJsonBody(yield* read, "a JSON object in UTF-8; {} asks for every thread")
})
