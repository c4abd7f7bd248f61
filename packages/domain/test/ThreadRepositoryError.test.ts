import {
  Forbidden,
  MalformedResponse,
  NotFound,
  RateLimited,
  Rejected,
  ThreadRepositoryError,
  type ThreadRepositoryErrorReason,
  TimedOut,
  Unauthenticated,
  Unavailable,
} from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Schema } from "effect"

const malformed = (detail: MalformedResponse["detail"]) =>
  new MalformedResponse({ detail, status: 200, expected: "something else" })

const examples: ReadonlyArray<readonly [reason: ThreadRepositoryErrorReason, isRetryable: boolean, said: string]> = [
  [new Unauthenticated(), false, "refused the credentials (HTTP 401)"],
  [new Forbidden(), false, "do not allow this (HTTP 403)"],
  [new NotFound(), false, "no such address (HTTP 404)"],
  [new RateLimited({ retryAfter: Duration.seconds(3) }), true, "try again in 3s"],
  [new RateLimited({}), true, "wait and try again"],
  [
    new Rejected({ status: 422, errors: [{ errorCode: "E1", errorUid: "u-1" }], warnings: [] }),
    false,
    "E1 (errorUID u-1)",
  ],
  [new Unavailable({ detail: "dns" }), true, "could not be resolved"],
  [new Unavailable({ detail: "connect" }), true, "No connection"],
  [new Unavailable({ detail: "reset" }), true, "was cut"],
  [new Unavailable({ detail: "tls" }), false, "certificate"],
  [new Unavailable({ detail: "status", status: 503 }), true, "failing (HTTP 503)"],
  [new TimedOut({ detail: "attempt", limit: Duration.seconds(10) }), true, "within 10s"],
  [new TimedOut({ detail: "overall", limit: Duration.seconds(30) }), true, "within 30s"],
  [malformed("redirect"), false, "redirect"],
  [malformed("status"), false, "status"],
  [malformed("contentType"), true, "contentType"],
  [malformed("encoding"), false, "encoding"],
  [malformed("tooLarge"), false, "tooLarge"],
  [malformed("utf8"), true, "utf8"],
  [malformed("json"), true, "json"],
  [malformed("empty"), true, "empty"],
  [
    new MalformedResponse({ detail: "contract", status: 200, path: "customerThreads[0].id", expected: "number" }),
    false,
    "The response is invalid (HTTP 200, contract): customerThreads[0].id: expected number, after",
  ],
  [new MalformedResponse({ detail: "status", expected: "HTTP" }), false, "invalid (status): expected HTTP"],
]

describe("ThreadRepositoryError", () => {
  it.each(examples)(
    "reports the problem and the fix of %o in one line, and if a retry can help",
    (reason, isRetryable, said) => {
      const error = new ThreadRepositoryError({ reason, attempts: 2, requestUuid: "r-1" })
      assert.strictEqual(error.isRetryable, isRetryable)
      assert.include(error.message, said)
      assert.match(error.problem, /, after 2 attempts, request r-1$/)
      assert.match(error.fix, /^[a-z][^\n]*[^.]$/)
      assert.strictEqual(error.message, `${error.problem}; ${error.fix}.`)
      assert.notInclude(error.message, "\n")
    },
  )

  it.effect("can be caught by its reason", () =>
    Effect.gen(function* () {
      const wait = yield* Effect.fail(
        new ThreadRepositoryError({ reason: new RateLimited({ retryAfter: Duration.seconds(3) }), attempts: 1 }),
      ).pipe(Effect.catchReason("ThreadRepositoryError", "RateLimited", ({ retryAfter }) => Effect.succeed(retryAfter)))
      assert.deepStrictEqual(wait, Duration.seconds(3))
    }),
  )

  it.prop("prints nothing that a terminal would act on, whatever the vendor says", [Schema.String], ([text]) => {
    const reason = new Rejected({
      status: 400,
      errors: [{ errorDescription: `\u001b[31m\u202e${text}` }],
      warnings: [],
    })
    const { message } = new ThreadRepositoryError({ reason, attempts: 1, requestUuid: text })
    assert.notMatch(message, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
  })
})
