import {
  Forbidden,
  MalformedResponse,
  NotFound,
  printable,
  RateLimited,
  Rejected,
  type ThreadFailure,
  ThreadRepositoryError,
  TimedOut,
  Unauthenticated,
  Unavailable,
} from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Schema } from "effect"

const malformed = (detail: MalformedResponse["detail"]) =>
  new MalformedResponse({ detail, status: 200, description: "what was wrong" })

const examples: ReadonlyArray<readonly [reason: ThreadFailure, isRetryable: boolean, said: string]> = [
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
  [malformed("contract"), false, "contract"],
]

describe("ThreadRepositoryError", () => {
  it.each(examples)(
    "%o is said in one line, with what to do next, and knows whether a retry can help",
    (reason, isRetryable, said) => {
      const error = new ThreadRepositoryError({ reason, attempts: 2, requestUuid: "r-1" })
      assert.strictEqual(error.isRetryable, isRetryable)
      assert.include(error.message, said)
      assert.include(error.message, "after 2 attempts, request r-1; ")
      assert.match(error.message, /^[^\n]+\.$/)
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

  it("cuts what is too long to print", () => {
    assert.strictEqual(printable("a".repeat(20), 10), `${"a".repeat(10)}…`)
    assert.strictEqual(printable("a\u0007b"), "a\\u{7}b")
  })
})
