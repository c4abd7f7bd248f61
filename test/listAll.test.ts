import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import {
  CustomerUuid,
  DepartmentUuid,
  Forbidden,
  listAll,
  ThreadList,
  ThreadQuery,
  ThreadRepository,
} from "@customer-threads/domain"
import { Arbitraries, ThreadRepositoryTest } from "@customer-threads/domain/testing"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Fiber, Layer, Result, Stream } from "effect"
import { TestClock } from "effect/testing"

const departmentUuid = DepartmentUuid.make("d")
const queryOf = (n: number) => new ThreadQuery({ departmentUuid, customerUuid: CustomerUuid.make(String(n)) })
const numberOf = ({ customerUuid }: ThreadQuery) => Number(customerUuid)

/** A repository that takes as many seconds as the customer's number says. */
const slow = Layer.succeed(ThreadRepository, {
  list: (asked) => Effect.as(Effect.sleep(numberOf(asked) * 1_000), ThreadList.make(asked, [])),
})

describe("listAll", () => {
  it.effect("gives each outcome as soon as it is there, or in the order of the queries on request", () =>
    Effect.gen(function* () {
      const queries = [3, 1, 2].map(queryOf)
      const run = (ordered: boolean) =>
        Effect.gen(function* () {
          const fiber = yield* listAll(queries, { ordered }).pipe(Stream.runCollect, Effect.forkChild)
          yield* TestClock.adjust("3 seconds")
          return (yield* Fiber.join(fiber)).map((outcome) => numberOf(outcome.query))
        })
      assert.deepStrictEqual(yield* run(false), [1, 2, 3])
      assert.deepStrictEqual(yield* run(true), [3, 1, 2])
    }).pipe(Effect.provide(slow)),
  )

  it.effect("has so many lists under way at once, and no more", () =>
    Effect.gen(function* () {
      let [now, most] = [0, 0]
      const counting = Layer.succeed(ThreadRepository, {
        list: (asked) =>
          Effect.acquireUseRelease(
            Effect.sync(() => {
              now += 1
              most = Math.max(most, now)
            }),
            () => Effect.as(Effect.yieldNow, ThreadList.make(asked, [])),
            () =>
              Effect.sync(() => {
                now -= 1
              }),
          ),
      })
      const queries = Array.from({ length: 100 }, (_, n) => queryOf(n))
      yield* listAll(queries, { concurrency: 5 }).pipe(Stream.runDrain, Effect.provide(counting))
      assert.strictEqual(most, 5)
    }),
  )

  it.effect.prop(
    "gives each query one outcome, its own, and ends none for another's failure",
    [Arbitraries.threads, Arbitrary.array(Arbitraries.query, { maxLength: 20 })],
    ([held, queries]) =>
      Effect.gen(function* () {
        const outcomes = yield* Stream.runCollect(listAll(queries, { ordered: true }))
        assert.deepStrictEqual(
          outcomes.map((outcome) => outcome.query),
          queries,
        )
        for (const [at, { query: asked, result }] of outcomes.entries()) {
          if ((at + 1) % 3 === 0) assert.isTrue(Result.isFailure(result))
          else {
            const { threads: listed } = Result.getOrThrow(result)
            for (const one of listed) assert.strictEqual(one.customerUuid, asked.customerUuid)
          }
        }
      }).pipe(
        Effect.provide(
          Layer.provide(
            ThreadRepositoryTest.layerFailing(
              ThreadRepositoryTest.byRule((_, call) => (call % 3 === 0 ? new Forbidden() : undefined)),
            ),
            InMemoryThreadRepository.layer(held),
          ),
        ),
      ),
  )

  it.live("takes 100,000 queries in memory that does not grow with them", () =>
    Effect.gen(function* () {
      setFlagsFromString("--expose-gc")
      const collect = runInNewContext("gc") as () => void
      const heapAfter = Effect.fnUntraced(function* (count: number) {
        let [seen, most] = [0, 0]
        const queries = Stream.map(Stream.range(1, count), queryOf)
        yield* Stream.runForEach(listAll(queries), () =>
          Effect.sync(() => {
            seen += 1
            if (seen % 5_000 === 0) {
              collect()
              most = Math.max(most, process.memoryUsage().heapUsed)
            }
          }),
        )
        assert.strictEqual(seen, count)
        return most
      })
      const few = yield* heapAfter(5_000)
      const many = yield* heapAfter(100_000)
      assert.isBelow(many - few, 8 * 1024 * 1024)
    }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
  )
})
