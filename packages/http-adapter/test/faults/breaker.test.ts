import { ThreadRepository } from "@customer-threads/domain"
import { type HttpPolicy, HttpThreadRepository } from "@customer-threads/http-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Context, Duration, Effect, Exit, Fiber, Layer } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { TestClock } from "effect/testing"
import { credentials } from "./canaries.ts"
import { bodyOf, goodThreads, query } from "./goodAnswer.ts"
import { errorOf, summary } from "./runFault.ts"
import { type Step, scriptedClient } from "./scriptedClient.ts"

const good: Step = { takes: 1, status: 200, body: bodyOf(goodThreads) }
const down: Step = { takes: 1, status: 503, body: "" }

/** A layer whose breaker opens for 30 seconds after 3 failures, over a service that plays a script. */
const guarded = Effect.fnUntraced(function* (script: ReadonlyArray<Step>, policy: HttpPolicy = {}) {
  const { client, requestedAt } = scriptedClient(script)
  const settings = { breakerFailures: 3, attempts: 1, ...policy, baseUrl: "http://127.0.0.1:1", credentials }
  const context = yield* Layer.build(
    Layer.provide(HttpThreadRepository.layer(settings), Layer.succeed(HttpClient.HttpClient, client)),
  )
  const call = Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.exit(Context.get(context, ThreadRepository).list(query)))
    yield* TestClock.adjust("5 seconds")
    const exit = yield* Fiber.join(fiber)
    return Exit.isSuccess(exit) ? undefined : errorOf(exit.cause)
  })
  const told = Effect.map(call, (error) => (error === undefined ? "list" : summary(error)))
  return { call, told, requestedAt }
})

describe("the circuit breaker", () => {
  it.effect("leaves a service alone after three failures in a row, and lets one try probe it after the pause", () =>
    Effect.gen(function* () {
      const { call, told, requestedAt } = yield* guarded([down, down, down, good, good])
      for (let n = 1; n <= 3; n += 1) assert.strictEqual(yield* told, "Unavailable status 503")
      const error = yield* call
      assert.strictEqual(error?._tag, "ThreadRepositoryError")
      assert.strictEqual(error?.attempts, 0)
      const { reason } = error!
      assert.isTrue(reason._tag === "Unavailable" && reason.detail === "breaker")
      const wait = reason._tag === "Unavailable" ? reason.retryAfter : undefined
      assert.strictEqual(wait && Math.round(Duration.toSeconds(wait)), 25)
      assert.lengthOf(requestedAt, 3)
      yield* TestClock.adjust("21 seconds")
      assert.strictEqual(yield* told, "list")
      assert.strictEqual(yield* told, "list")
      assert.lengthOf(requestedAt, 5)
    }),
  )

  it.effect("counts no refusal, which is an answer, and begins anew after a success", () =>
    Effect.gen(function* () {
      const refusals = [401, 403, 404, 422].map((status) => ({ takes: 1, status, body: "" }))
      const { told, requestedAt } = yield* guarded([down, down, ...refusals, down, down, good, down, down, good])
      for (let n = 1; n <= 12; n += 1) yield* told
      assert.lengthOf(requestedAt, 12)
      assert.strictEqual(yield* told, "list")
    }),
  )

  it.effect("counts a try that had its time, and none that was cut off because the caller had no more", () =>
    Effect.gen(function* () {
      const slow = [{ takes: 10_000, status: 200, body: "" }]
      const hurried = yield* guarded(slow, { attemptTimeout: "4 seconds", overallTimeout: "1 second" })
      for (let n = 1; n <= 5; n += 1) assert.strictEqual(yield* hurried.told, "TimedOut overall")
      assert.lengthOf(hurried.requestedAt, 5)
      const patient = yield* guarded(slow, { attemptTimeout: "1 second", overallTimeout: "4 seconds" })
      for (let n = 1; n <= 3; n += 1) assert.strictEqual(yield* patient.told, "TimedOut attempt")
      assert.match(yield* patient.told, /^Unavailable breaker/)
      assert.lengthOf(patient.requestedAt, 3)
    }),
  )
})
