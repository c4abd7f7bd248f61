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

type Example = readonly [
  reason: ThreadRepositoryErrorReason,
  retry: ThreadRepositoryErrorReason["retry"],
  said: string,
  fix: string,
]

const examples: ReadonlyArray<Example> = [
  [new Unauthenticated(), "never", "refused the credentials (HTTP 401)", "username and the password"],
  [new Forbidden(), "never", "do not allow this (HTTP 403)", "ask the vendor for access"],
  [new NotFound(), "never", "no such address (HTTP 404)", "check the base URL"],
  [new RateLimited({ retryAfter: Duration.seconds(3) }), "always", "slow down (HTTP 429)", "try again in 3s"],
  [new RateLimited({}), "always", "slow down (HTTP 429)", "wait and try again"],
  [
    new Rejected({ status: 422, errors: [{ errorCode: "E1", errorUid: "u-1" }], warnings: [] }),
    "never",
    "E1 (errorUID u-1)",
    "correct the request",
  ],
  [new Unavailable({ detail: "pool" }), "always", "could not be reached", "try again later"],
  [new Unavailable({ detail: "status", status: 503 }), "always", "failing (HTTP 503)", "try again later"],
  [new Unavailable({ detail: "status", retryAfter: Duration.seconds(3) }), "always", "reached", "try again in 3s"],
  [
    new Unavailable({ detail: "tls", problem: "Nobody\n trusts it", fix: "trust\n it", retry: "never" }),
    "never",
    "Nobody\\u{a} trusts it, after",
    "trust\\u{a} it",
  ],
  [new TimedOut({ detail: "attempt", limit: Duration.seconds(10) }), "always", "within 10s", "allow more time"],
  [new TimedOut({ detail: "overall", limit: Duration.seconds(30) }), "always", "within 30s", "allow more time"],
  [
    new MalformedResponse({ detail: "json", status: 200, expected: "a body in JSON", retry: "once" }),
    "once",
    "The response is invalid (HTTP 200, json): expected a body in JSON, after",
    "check the base URL",
  ],
  [
    new MalformedResponse({ detail: "contract", status: 200, path: "customerThreads[0].id", expected: "number" }),
    "never",
    "The response is invalid (HTTP 200, contract): customerThreads[0].id: expected number, after",
    "check the base URL",
  ],
  [
    new MalformedResponse({ detail: "sta\ntus", expected: "HTTP" }),
    "never",
    "invalid (sta\\u{a}tus): expected HTTP",
    "tell the vendor",
  ],
]

describe("ThreadRepositoryError", () => {
  it.each(examples)(
    "reports the problem and the fix of %o in one line, and if a retry can help",
    (reason, retry, said, fix) => {
      const error = new ThreadRepositoryError({ reason, attempts: 2, requestUuid: "r-1" })
      assert.strictEqual(error.retry, retry)
      assert.strictEqual(error.isRetryable, retry !== "never")
      assert.include(error.problem, said)
      assert.include(error.fix, fix)
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
