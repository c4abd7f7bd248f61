import { ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Context, Duration, Effect, Exit, Fiber, Layer, Random } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { TestClock } from "effect/testing"
import { assertNoCanary, credentials, everythingPrintedOf } from "./canaries.ts"
import { bodyOf, goodThreads, query } from "./goodAnswer.ts"
import { type Course, type Policy, retryModel } from "./retryModel.ts"
import { errorOf, summary } from "./runFault.ts"
import { type Step, scriptedClient } from "./scriptedClient.ts"
import { seeded } from "./seeded.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("retry against a model")
const startedAt = Date.parse("2025-03-28T11:34:43Z")
const list = bodyOf(goodThreads)

const defaults: Policy = {
  attempts: 3,
  backoff: 100,
  rateLimitBackoff: 1_000,
  maxBackoff: 5_000,
  attemptTimeout: 10_000,
  overallTimeout: 30_000,
  retryBudget: 10,
}

/** Runs the adapter on a test clock, with `part` for every random number. */
const played = Effect.fnUntraced(function* (script: ReadonlyArray<Step>, policy: Policy, part: number) {
  yield* TestClock.setTime(startedAt)
  const { client, requestedAt } = scriptedClient(script)
  const layer = HttpThreadRepository.layer({ ...policy, baseUrl: "http://127.0.0.1:1", credentials })
  const context = yield* Layer.build(Layer.provide(layer, Layer.succeed(HttpClient.HttpClient, client)))
  const call = Effect.gen(function* () {
    const exit = yield* Effect.exit(Context.get(context, ThreadRepository).list(query))
    return { exit, endedAt: (yield* Clock.currentTimeMillis) - startedAt }
  })
  const fiber = yield* Effect.forkChild(
    Effect.provideService(call, Random.Random, { nextDoubleUnsafe: () => part, nextIntUnsafe: () => 1 }),
  )
  yield* TestClock.adjust("2 hours")
  const { endedAt, exit } = yield* Fiber.join(fiber)
  if (Exit.isSuccess(exit)) assert.deepStrictEqual(exit.value.threads, goodThreads)
  const error = Exit.isSuccess(exit) ? undefined : errorOf(exit.cause)
  if (error !== undefined) assert.strictEqual(error.attempts, requestedAt.length)
  if (Exit.isFailure(exit)) for (const text of yield* everythingPrintedOf(exit.cause)) assertNoCanary(text)
  const retryAfter = error !== undefined && "retryAfter" in error.reason ? error.reason.retryAfter : undefined
  const course: Course = {
    requestedAt: requestedAt.map((time) => time - startedAt),
    endedAt,
    outcome: error === undefined ? "list" : summary(error),
    retryAfter: retryAfter === undefined ? undefined : Duration.toMillis(retryAfter),
  }
  return course
})

const rounded = (course: Course): Course => ({
  ...course,
  requestedAt: course.requestedAt.map(Math.round),
  endedAt: Math.round(course.endedAt),
  retryAfter: course.retryAfter === undefined ? undefined : Math.round(course.retryAfter),
})

const assertAsModelled = Effect.fnUntraced(function* (script: ReadonlyArray<Step>, policy: Policy, part: number) {
  tally.tried += 1
  const course = yield* played(script, policy, part)
  assert.deepStrictEqual(
    rounded(course),
    rounded(retryModel(script, policy, part, startedAt)),
    JSON.stringify({ script, policy, part }),
  )
  // The clock counts whole nanoseconds.
  assert.isAtMost(course.endedAt, policy.overallTimeout + 0.001)
  tally.asSpecified += 1
  return course
})

const retryAfters = [
  undefined,
  "0",
  "2",
  "3600",
  "-1",
  "x",
  "Wed, 21 Oct 2015 07:28:00 GMT",
  new Date(startedAt + 7_000).toUTCString(),
  "99999999999999999999",
  "9".repeat(400),
  new Date(startedAt + 5_000 * 86_400_000).toUTCString(),
]

const randomScript = (random: ReturnType<typeof seeded>): ReadonlyArray<Step> =>
  Array.from({ length: 1 + random.below(5) }, (): Step => {
    const status = random.oneOf([200, 200, 200, 401, 408, 429, 429, 500, 502, 503, 503, 504])
    return {
      // Odd numbers: no two things happen at the same time.
      takes: random.oneOf([1, 33, 707, 4_001, 9_001, 1_000_001]),
      status,
      body: status === 200 ? random.oneOf([list, list, "", "null"]) : "",
      retryAfter: random.oneOf([undefined, undefined, undefined, undefined, ...retryAfters]),
    }
  })

const randomPolicy = (random: ReturnType<typeof seeded>): Policy => ({
  attempts: random.oneOf([1, 2, 3, 3, 3, 5, 10]),
  backoff: random.oneOf([0, 100, 100, 1_300]),
  rateLimitBackoff: random.oneOf([0, 1_000, 1_000, 7_000]),
  maxBackoff: random.oneOf([0, 5_000, 5_000, 900]),
  attemptTimeout: random.oneOf([500, 10_000, 10_000]),
  overallTimeout: random.oneOf([2_003, 30_000, 30_000, 60_007]),
  retryBudget: random.oneOf([0, 1, 10, 10, 10]),
})

describe("retries follow the written policy", () => {
  it.effect.each(Array.from({ length: 200 }, (_, seed) => seed))("script %d runs as in the model", (seed) => {
    const random = seeded(seed)
    const policy = seed % 2 === 0 ? defaults : randomPolicy(random)
    return assertAsModelled(randomScript(random), policy, random.oneOf([0, random.next(), 0.999_999]))
  })

  for (const status of [429, 503]) {
    it.effect.each(retryAfters)(
      `${status} with Retry-After %s delays the retry if there is time, and else fails the call at once`,
      (retryAfter) =>
        Effect.gen(function* () {
          const script = [
            { takes: 1, status, body: "", retryAfter },
            { takes: 1, status: 200, body: list },
          ]
          const course = yield* assertAsModelled(script, defaults, 0.5)
          const tooLong = retryAfter === "3600" || retryAfter?.startsWith("999") || retryAfter?.includes("2038")
          assert.strictEqual(course.requestedAt.length, tooLong ? 1 : 2)
          // A year is the longest delay.
          if (tooLong) assert.strictEqual(course.retryAfter, retryAfter === "3600" ? 3_600_000 : 365 * 86_400_000)
          if (retryAfter === "2") assert.strictEqual(course.requestedAt[1], 2_001)
        }),
    )
  }

  it.effect("random delays fill the whole range from 0 to the maximum", () =>
    Effect.gen(function* () {
      const waits: Array<number> = []
      for (const part of [0, 0.25, 0.5, 0.75, 0.999]) {
        const course = yield* assertAsModelled([{ takes: 0, status: 503, body: "" }], defaults, part)
        waits.push(course.requestedAt[2]! - course.requestedAt[1]!)
      }
      assert.deepStrictEqual(waits.map(Math.round), [0, 50, 100, 150, 200])
    }),
  )
})

/** The outcomes of calls that start one after the other, each with its end in milliseconds, and when requests came. */
const playedTogether = Effect.fnUntraced(function* (
  script: ReadonlyArray<Step>,
  startTimes: ReadonlyArray<number>,
  policy: Partial<Policy>,
) {
  const { client, requestedAt } = scriptedClient(script)
  const settings = { ...defaults, ...policy, baseUrl: "http://127.0.0.1:1", credentials, concurrency: 1 }
  const context = yield* Layer.build(
    Layer.provide(HttpThreadRepository.layer(settings), Layer.succeed(HttpClient.HttpClient, client)),
  )
  const call = Effect.fnUntraced(function* (startTime: number) {
    yield* Effect.sleep(startTime)
    const exit = yield* Effect.exit(Context.get(context, ThreadRepository).list(query))
    const error = Exit.isFailure(exit) ? errorOf(exit.cause) : undefined
    const outcome = error === undefined ? "list" : `${summary(error)}, attempts ${error.attempts}`
    return `${outcome}, at ${yield* Clock.currentTimeMillis}`
  })
  const fibers = yield* Effect.forEach(startTimes, (startTime) => Effect.forkChild(call(startTime)))
  yield* TestClock.adjust("1 hour")
  return { outcomes: yield* Effect.forEach(fibers, Fiber.join), requestedAt }
})

describe("the wait for a permit", () => {
  it.effect("counts towards the time limit of a call", () =>
    Effect.gen(function* () {
      const script = [{ takes: 9_001, status: 200, body: list }]
      assert.deepStrictEqual(yield* playedTogether(script, [0, 0, 0], { overallTimeout: 9_999 }), {
        outcomes: ["list, at 9001", "TimedOut overall, attempts 1, at 9999", "TimedOut overall, attempts 0, at 9999"],
        requestedAt: [0, 9_001],
      })
    }),
  )

  it.effect("sends nothing if the permit comes at the deadline", () =>
    Effect.gen(function* () {
      const script = [{ takes: 1_000_000, status: 200, body: list }]
      assert.deepStrictEqual(yield* playedTogether(script, [0, 0], { overallTimeout: 9_999 }), {
        outcomes: ["TimedOut overall, attempts 1, at 9999", "TimedOut overall, attempts 0, at 9999"],
        requestedAt: [0],
      })
    }),
  )

  it.effect("ends at the deadline of a retry while a later call has the permit", () =>
    Effect.gen(function* () {
      const script = [
        { takes: 1, status: 503, body: "" },
        { takes: 1_000_000, status: 200, body: list },
      ]
      const policy = { overallTimeout: 5_000, backoff: 60_000, maxBackoff: 60_000, rateLimitBackoff: 0 }
      const { outcomes, requestedAt } = yield* playedTogether(script, [0, 1], policy).pipe(
        Effect.provideService(Random.Random, { nextDoubleUnsafe: () => 0.01, nextIntUnsafe: () => 1 }),
      )
      assert.deepStrictEqual(outcomes, [
        "TimedOut overall, attempts 1, at 5000",
        "TimedOut overall, attempts 1, at 5001",
      ])
      assert.deepStrictEqual(requestedAt, [0, 1])
    }),
  )
})
