// How to test an application without HTTP and without mocks: the in-memory repository, one that fails on demand before it,
// and one that records before that.
import { Forbidden, RateLimited } from "@customer-threads/domain"
import { ThreadRepositoryTest } from "@customer-threads/domain/testing"
import { parseThreads } from "@customer-threads/http-api"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { waitingThreads } from "./waitingThreads.ts"

const thread = { archived: false, closed: false, departmentUuid: "d", customerUuid: "c", isWaitingForResponse: true }
const held = [
  { ...thread, id: 1, lastMessageOn: "2026-01-02T00:00:00Z" },
  { ...thread, id: 2, lastMessageOn: "2026-01-01T00:00:00Z" },
  { ...thread, id: 3, closed: true },
  { ...thread, id: 4, isWaitingForResponse: false },
]
const repository = Layer.unwrap(Effect.map(parseThreads(JSON.stringify(held)), InMemoryThreadRepository.layer))

const failing = (rule: ThreadRepositoryTest.FailureRule) =>
  Layer.provide(ThreadRepositoryTest.layerFailing(rule), repository)

describe("waitingThreads", () => {
  it.effect("lists what waits, the longest first", () =>
    Effect.map(waitingThreads("d", "c"), (threads) =>
      assert.deepStrictEqual(
        threads.map(({ id }) => Number(id)),
        [2, 1],
      ),
    ).pipe(Effect.provide(repository)),
  )

  it.effect("sends one request, for open threads only", () =>
    Effect.gen(function* () {
      yield* waitingThreads("d", "c")
      const { all } = yield* ThreadRepositoryTest.RecordedQueries
      assert.deepStrictEqual(
        (yield* all).map((query) => ({ ...query }) as object),
        [{ departmentUuid: "d", customerUuid: "c", isClosed: false, sortOrder: "ASC" }],
      )
    }).pipe(Effect.provide(Layer.provide(ThreadRepositoryTest.layerRecording, repository))),
  )

  it.effect("lists nothing while the service is overloaded, and all of it after", () =>
    Effect.gen(function* () {
      assert.lengthOf(yield* waitingThreads("d", "c"), 0)
      assert.lengthOf(yield* waitingThreads("d", "c"), 2)
    }).pipe(Effect.provide(failing(ThreadRepositoryTest.byScript([new RateLimited({})])))),
  )

  it.effect("hides no other failure", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(waitingThreads("d", "c"))
      assert.strictEqual(error._tag === "ThreadRepositoryError" && error.reason._tag, "Forbidden")
    }).pipe(
      Effect.provide(
        failing(
          ThreadRepositoryTest.byRule(({ customerUuid }) => (customerUuid === "c" ? new Forbidden() : undefined)),
        ),
      ),
    ),
  )

  it.effect("gets through a service that fails three times in ten, the same three for the same seed", () =>
    Effect.gen(function* () {
      const outcomes = Effect.forEach(Array.from({ length: 100 }), () =>
        Effect.map(Effect.exit(waitingThreads("d", "c")), ({ _tag }) => _tag),
      )
      const rule = ThreadRepositoryTest.byChance({ rate: 0.3, reasons: [new Forbidden()], seed: "a bad day" })
      const first = yield* Effect.provide(outcomes, failing(rule))
      const second = yield* Effect.provide(outcomes, failing(rule))
      assert.deepStrictEqual(first, second)
      const failures = first.filter((tag) => tag === "Failure").length
      assert.isTrue(failures > 15 && failures < 45, `${failures} of 100 failed`)
    }),
  )
})
