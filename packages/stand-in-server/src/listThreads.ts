import type { ThreadRepository } from "@customer-threads/domain"
import { decodeRequest, encodeResponse } from "@customer-threads/http-api/wire"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { wrongRequest } from "./errorResponse.ts"
import { failureResponse } from "./failureResponse.ts"
import { MAX_LIST_BYTES, readJsonBody } from "./readBody.ts"

/**
 * Responds to the vendor's operation. For a wrong request, the status is 400 and the error names the wrong place. If the
 * repository fails, the response has the status with the same meaning.
 */
export const listThreads = Effect.fnUntraced(function* (
  repository: ThreadRepository["Service"],
  request: HttpServerRequest,
  path: unknown,
): Effect.fn.Return<HttpServerResponse.HttpServerResponse, HttpServerResponse.HttpServerResponse> {
  const body = yield* readJsonBody(request, MAX_LIST_BYTES, "a JSON object in UTF-8; {} lists every thread")
  const query = yield* Effect.mapError(Effect.fromResult(decodeRequest(path, body)), ({ message }) =>
    wrongRequest(message),
  )
  const list = yield* Effect.mapError(repository.list(query), failureResponse)
  return HttpServerResponse.jsonUnsafe(encodeResponse(list, crypto.randomUUID()))
}, Effect.catch(Effect.succeed))
