import { formatIssue, formatIssues, schemaIssues } from "@customer-threads/domain/text"
import * as Effect from "effect/Effect"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import type * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { refusal } from "../refusal.ts"

/** The answer to a body that is wrong; the message says where. */
export const wrongBody = (message: string): HttpServerResponse => refusal(400, `The body is wrong: ${message}.`)

/** What a schema reads in a body, or the answer that refuses it. */
export const bodyOf = <A>(
  decode: (body: unknown) => Result.Result<A, Schema.SchemaError>,
  body: unknown,
): Effect.Effect<A, HttpServerResponse> =>
  Effect.mapError(Effect.fromResult(decode(body)), (error) => wrongBody(formatIssues(schemaIssues(error))))

/** Refuses a body that is not an object, or has a property. */
export const emptyBody = (body: unknown): Effect.Effect<void, HttpServerResponse> => {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return Effect.fail(wrongBody(formatIssue({ path: "", expected: "an object without properties" })))
  }
  const [unknown] = Object.keys(body)
  return unknown === undefined
    ? Effect.void
    : Effect.fail(wrongBody(formatIssue({ path: unknown, expected: "no property of this name" })))
}
