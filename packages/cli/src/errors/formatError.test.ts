import { RateLimited, ThreadRepositoryError } from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { fromRepositoryError, usageError } from "./CliError.ts"
import { formatError, reportInFormat, wantsJson } from "./formatError.ts"

const failing = reportInFormat((_: { readonly format: string }) => Effect.fail(usageError("It is wrong", "mend it")))
const dying = reportInFormat((_: { readonly format: string }) => Effect.die(new Error("boom")))

describe("reportInFormat", () => {
  it.effect.each(["json", "ndjson"])("has errors reported as JSON if the format is %s", (format) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(failing({ format }))
      assert.deepStrictEqual(JSON.parse(formatError(error)), {
        error: {
          code: "Usage",
          message: "It is wrong; mend it.",
          problem: "It is wrong",
          retryable: false,
          requestUuid: null,
          fix: "mend it",
        },
      })
      const defect = yield* Effect.flip(dying({ format }))
      assert.deepStrictEqual([defect.exitCode, JSON.parse(formatError(defect)).error.code], [1, "Defect"])
    }),
  )

  it.effect.each(["table", "csv"])("has errors reported as text if the format is %s", (format) =>
    Effect.gen(function* () {
      assert.strictEqual(formatError(yield* Effect.flip(failing({ format }))), "threads: It is wrong; mend it.")
      assert.include(formatError(yield* Effect.flip(dying({ format }))), "threads: This is a defect in the program")
    }),
  )
})

describe("wantsJson", () => {
  it.each([
    [["list", "--format", "json"], true],
    [["--format=ndjson", "--colsed"], true],
    [["list", "--format", "table", "json"], false],
    [["--format"], false],
    [["--as=json", "json"], false],
    [[], false],
  ])("reads the format of %j", (args, expected) => assert.strictEqual(wantsJson(args), expected))
})

describe("fromRepositoryError", () => {
  it("copies the parts of the error", () => {
    const reason = new RateLimited({ retryAfter: Duration.seconds(3) })
    const error = new ThreadRepositoryError({ reason, attempts: 2, requestUuid: "r-1" })
    const { code, exitCode, fix, isRetryable, message, problem, requestUuid } = fromRepositoryError(error)
    assert.deepStrictEqual([code, exitCode, isRetryable, requestUuid], ["RateLimited", 5, true, "r-1"])
    assert.deepStrictEqual([problem, fix, message], [error.problem, error.fix, error.message])
  })
})
