import type { ThreadRepository } from "@customer-threads/domain"
import { queryFromRequest, responseFromThreadList } from "@customer-threads/http-api/wire"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { failureResponse } from "./failureResponse.ts"
import { readRequestBody } from "./readRequestBody.ts"
import { refusal } from "./refusal.ts"

/** Answers the one operation: a body that is wrong gets a 400 that says where, and a repository that fails the status that means the same. */
export const listThreads = Effect.fnUntraced(function* (
  repository: ThreadRepository["Service"],
  request: HttpServerRequest,
  path: unknown,
  read?: Effect.Effect<ArrayBuffer, HttpServerResponse.HttpServerResponse>,
) {
  const body = yield* readRequestBody(request, read)
  const query = yield* Effect.mapError(Effect.fromResult(queryFromRequest(path, body)), ({ message }) =>
    refusal(400, `The request is wrong ${message}.`),
  )
  const list = yield* Effect.mapError(repository.list(query), failureResponse)
  return HttpServerResponse.jsonUnsafe(responseFromThreadList(list, crypto.randomUUID()))
}, Effect.catch(Effect.succeed))
