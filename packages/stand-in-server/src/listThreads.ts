import type { ThreadRepository } from "@customer-threads/domain"
import { queryFromRequest, responseFromThreadList } from "@customer-threads/http-api/wire"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { wrongRequest } from "./errorResponse.ts"
import { failureResponse } from "./failureResponse.ts"
import { MAX_LIST_BYTES, readJsonBody } from "./readBody.ts"

/**
 * Answers the vendor's operation. A wrong request gets a 400 that says where it is wrong; if the repository fails, the
 * response has the status that means the same.
 */
export const listThreads = Effect.fnUntraced(function* (
  repository: ThreadRepository["Service"],
  request: HttpServerRequest,
  path: unknown,
): Effect.fn.Return<HttpServerResponse.HttpServerResponse, HttpServerResponse.HttpServerResponse> {
  const body = yield* readJsonBody(request, MAX_LIST_BYTES, "a JSON object in UTF-8; {} asks for every thread")
  const query = yield* Effect.mapError(Effect.fromResult(queryFromRequest(path, body)), ({ message }) =>
    wrongRequest(message),
  )
  const list = yield* Effect.mapError(repository.list(query), failureResponse)
  return HttpServerResponse.jsonUnsafe(responseFromThreadList(list, crypto.randomUUID()))
}, Effect.catch(Effect.succeed))
