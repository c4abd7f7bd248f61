import { ThreadRepositoryError, type ThreadRepositoryErrorReason } from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Duration } from "effect"
import { malformedResponse, unavailable } from "../src/HttpErrorDetail.ts"

type Retry = ThreadRepositoryErrorReason["retry"]

const messageOf = (reason: ThreadRepositoryErrorReason) => new ThreadRepositoryError({ reason, attempts: 1 }).message

describe("the details of HTTP", () => {
  it.each([
    ["dns", "always", "host name could not be resolved, after 1 attempt; check the base URL and the network."],
    ["connect", "always", "No connection to the service could be made, after 1 attempt; check the base URL"],
    ["reset", "always", "was cut before the response was complete, after 1 attempt; try again."],
    ["tls", "never", "certificate could not be trusted, after 1 attempt; check the base URL, the clock"],
  ] satisfies ReadonlyArray<readonly ["dns" | "connect" | "reset" | "tls", Retry, string]>)(
    "report an Unavailable by %s, with retry %s",
    (detail, retry, message) => {
      const reason = unavailable(detail)
      assert.deepStrictEqual({ detail: reason.detail, retry: reason.retry }, { detail, retry })
      assert.include(messageOf(reason), message)
    },
  )

  it("reports an Unavailable by its status, with its Retry-After", () => {
    const reason = unavailable("status", { status: 503, retryAfter: Duration.seconds(3) })
    assert.strictEqual(messageOf(reason), "The service is failing (HTTP 503), after 1 attempt; try again in 3s.")
  })

  it.each([
    ["redirect", "never"],
    ["status", "never"],
    ["contentType", "once"],
    ["encoding", "never"],
    ["tooLarge", "never"],
    ["utf8", "once"],
    ["json", "once"],
    ["empty", "once"],
    ["contract", "never"],
  ] satisfies ReadonlyArray<readonly [Parameters<typeof malformedResponse>[0], Retry]>)(
    "report a MalformedResponse by %s, with retry %s",
    (detail, retry) => {
      const reason = malformedResponse(detail, { status: 200, expected: "more" })
      assert.strictEqual(reason.retry, retry)
      assert.include(messageOf(reason), `The response is invalid (HTTP 200, ${detail}): expected more, after`)
    },
  )
})
