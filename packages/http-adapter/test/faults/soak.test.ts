import { CustomerUuid, ThreadId, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Equal, Exit, Layer } from "effect"
import { cases } from "../../../../test/support/depth.ts"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { responseBytes } from "../../../../test/support/responseBytes.ts"
import { bodyFaults } from "./bodyFaults.ts"
import { connectionFaults } from "./connectionFaults.ts"
import type { Fault } from "./Fault.ts"
import { bodyOf, goodThreads, query } from "./goodAnswer.ts"
import { errorOf, patience, summary } from "./runFault.ts"
import { inUse, shippedTransport } from "./shippedTransport.ts"
import { couldSucceed, type Plan, planOf } from "./soakPlan.ts"
import { statusFaults } from "./statusFaults.ts"
import { tallyOf } from "./tally.ts"
import { within1Second } from "./within1Second.ts"

const tally = tallyOf("soak")
const defaultRetryBudget = 10

const fast = (faults: ReadonlyArray<Fault>) =>
  faults.filter(
    ({ baseUrl, name, settings, slow }) =>
      baseUrl === undefined && settings === undefined && slow !== true && !name.startsWith("64 MiB"),
  )
const everyKind = [fast(statusFaults), fast(connectionFaults), fast(bodyFaults)]
const unavailable = statusFaults.filter(({ name }) => name === "503 with nothing")

/** The right threads of a call: the number of the call is the id of its thread. */
const threadsOf = (call: number) => [{ ...goodThreads[0]!, id: ThreadId.make(call) }]

/** Makes many calls, eight at once, of a service that does as planned. */
const soak = Effect.fnUntraced(function* (calls: number, plan: Plan, warmUp = 0) {
  const seen = new Map<number, number>()
  const server = yield* rawServer((socket, request, count) => {
    const call = Number(/customers\/(\d+)\//.exec(request.requestLine)?.[1])
    seen.set(call, (seen.get(call) ?? 0) + 1)
    const fault = call < warmUp ? undefined : plan(call, seen.get(call)!)
    if (fault === undefined) socket.write(responseBytes(200, bodyOf(threadsOf(call))))
    else fault.misbehave(socket, request, count)
  })
  const outcomes = new Set<string>()
  // Possible are the calls that three requests are enough for, and right those with a right response.
  const result = { requests: 0, lists: 0, wrong: 0, possible: 0, right: 0, outcomes }
  yield* Effect.gen(function* () {
    // The good responses of some faults have the threads of another customer.
    const settings = { ...patience, retryBudget: defaultRetryBudget, baseUrl: server.baseUrl, checkResponses: false }
    const repository = Context.get(yield* Layer.build(HttpThreadRepository.layer(settings)), ThreadRepository)
    const used = yield* inUse
    const callOnce = Effect.fnUntraced(function* (call: number) {
      const named = new ThreadQuery({ ...query, customerUuid: CustomerUuid.make(String(call)) })
      const exit = yield* Effect.exit(repository.list(named))
      if (call < warmUp) return
      tally.tried += 1
      const possible = couldSucceed(plan, call)
      if (possible) result.possible += 1
      if (Exit.isFailure(exit)) {
        outcomes.add(summary(errorOf(exit.cause)))
      } else {
        result.lists += 1
        const planned = plan(call, seen.get(call)!) === undefined ? threadsOf(call) : goodThreads
        if (!Equal.equals(exit.value.threads, planned)) result.wrong += 1
        else if (possible) result.right += 1
      }
      tally.asSpecified += 1
    })
    const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)
    yield* Effect.forEach(numbers(0, warmUp), callOnce, { concurrency: 8, discard: true })
    const before = server.requests.length
    yield* Effect.forEach(numbers(warmUp, warmUp + calls), callOnce, { concurrency: 8, discard: true })
    result.requests = server.requests.length - before
    yield* within1Second("no connection is in use", () => used() === 0)
  }).pipe(Effect.scoped, Effect.provide(shippedTransport))
  yield* within1Second("no socket is left", () => server.sockets.size === 0)
  return result
})

describe("thousands of calls through one layer", () => {
  for (const [what, calls, kinds] of [
    ["any fault", cases(2_000, 10_000), everyKind],
    ["nothing but 503", cases(1_000, 3_000), [unavailable]],
  ] as const) {
    it.live(
      `get no wrong list if 3 of 10 requests meet ${what}, and 99 of 100 calls that can succeed do`,
      () =>
        Effect.gen(function* () {
          const { outcomes, possible, right, wrong } = yield* soak(calls, planOf(1, 0.3, kinds))
          console.log(`${what}: ${right} of ${possible} calls that could succeed did, ${wrong} wrong lists`)
          assert.strictEqual(wrong, 0)
          assert.isAbove(possible, calls / 2)
          assert.isAtLeast(right / possible, 0.99)
          const specified = new Set(kinds.flat().map(({ expected }) => expected))
          for (const outcome of outcomes) assert.include([...specified, "Unavailable reset"], outcome)
        }),
      120_000,
    )
  }

  it.live.each([
    ["from the start", 0],
    ["after the budget was filled by successes", 300],
  ] as const)("send at most 1.1 times as many requests if everything fails, %s", ([, warmUp]) =>
    Effect.gen(function* () {
      const { requests, right } = yield* soak(1_000, planOf(2, 1, [unavailable]), warmUp)
      assert.strictEqual(right, 0)
      assert.isAbove(requests, 1_000)
      assert.isAtMost(requests / 1_000, 1.1)
      console.log(`${requests} requests of 1,000 calls`)
    }),
  )

  it.live("retry half as often as they succeed, and ten times more, if most requests fail", () =>
    Effect.gen(function* () {
      const { lists, requests } = yield* soak(1_000, planOf(3, 0.9, [unavailable]))
      assert.isAbove(lists, 50)
      assert.isAtMost(requests - 1_000, 10 + lists / 2)
    }),
  )
})
