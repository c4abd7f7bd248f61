import type { ThreadRepository } from "@customer-threads/domain"
import { queryFromRequest, responseTextFromThreadList } from "@customer-threads/http-api/wire"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Result from "effect/Result"
import { failureResponse } from "./failureResponse.ts"
import { notJson, parseJsonBody, readBody } from "./readBody.ts"
import { refusal } from "./refusal.ts"

type Response = HttpServerResponse.HttpServerResponse

const asJson = { contentType: "application/json" }

const answer = (repository: ThreadRepository["Service"], path: unknown, bytes: Uint8Array): Effect.Effect<Response> => {
  const body = parseJsonBody(bytes, "a JSON object in UTF-8; {} asks for every thread")
  if (Result.isFailure(body)) return Effect.succeed(body.failure)
  const query = queryFromRequest(path, body.success)
  if (Result.isFailure(query)) return Effect.succeed(refusal(400, `The request is wrong: ${query.failure.message}.`))
  return Effect.match(repository.list(query.success), {
    onSuccess: (list) => HttpServerResponse.text(responseTextFromThreadList(list, crypto.randomUUID()), asJson),
    onFailure: failureResponse,
  })
}

/**
 * Answers the one operation: a body that is wrong gets a 400 that says where, and a repository that fails the status that
 * means the same. `read` is the body where it was read before.
 */
export const listThreads = (
  repository: ThreadRepository["Service"],
  request: HttpServerRequest,
  path: unknown,
  read: Effect.Effect<Uint8Array, Response> = readBody(request),
): Effect.Effect<Response> => {
  const refused = notJson(request)
  return refused === undefined
    ? Effect.matchEffect(read, { onSuccess: (bytes) => answer(repository, path, bytes), onFailure: Effect.succeed })
    : Effect.succeed(refused)
}
