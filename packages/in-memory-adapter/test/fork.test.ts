import {
  type CustomerThread,
  CustomerUuid,
  DepartmentUuid,
  ThreadId,
  ThreadQuery,
  UserUuid,
} from "@customer-threads/domain"
import { Arbitraries, expectedThreads } from "@customer-threads/domain/testing"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Option, Schema } from "effect"
import { collectGarbage, heapUsed } from "./support/memory.ts"

const writes = Arbitrary.array(
  Arbitrary.all({
    to: Arbitrary.schema(Schema.Literals([0, 1, 2])),
    kind: Arbitrary.schema(
      Schema.Literals(["upsert", "upsertAll", "remove", "close", "assign", "reset", "replaceAll"]),
    ),
    thread: Arbitraries.thread,
    others: Arbitraries.threads,
  }),
  { maxLength: 12 },
)

const ids = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }
const one: CustomerThread = { id: ThreadId.make(1), archived: false, closed: false, ...ids }

const byId = (all: Iterable<CustomerThread>) => [...all].toSorted((a, b) => a.id - b.id)

describe("forks of threads", () => {
  it.effect.prop(
    "hold what was written to each, and list it as specified, after any writes to any of them",
    [Arbitraries.threads, writes, Arbitraries.query],
    ([start, written, asked]) =>
      Effect.gen(function* () {
        const fork = InMemoryThreadRepository.fork(start)
        const model = () => new Map(start.map((thread) => [thread.id, thread]))
        const forks = [yield* fork, yield* fork, yield* fork]
        const models = [model(), model(), model()]
        for (const { kind, others, thread, to } of written) {
          const { reset, store } = forks[to]!
          const held = models[to]!
          const there = held.get(thread.id)
          if (kind === "upsert") {
            yield* store.upsert(thread)
            held.set(thread.id, thread)
          } else if (kind === "upsertAll") {
            yield* store.upsertAll(others)
            for (const other of others) held.set(other.id, other)
          } else if (kind === "reset") {
            yield* reset
            models[to] = model()
          } else if (kind === "replaceAll") {
            yield* store.replaceAll(others)
            models[to] = new Map(others.map((other) => [other.id, other]))
          } else if (kind === "remove") {
            assert.strictEqual((yield* Effect.exit(store.remove(thread.id)))._tag === "Success", held.delete(thread.id))
          } else if (there !== undefined) {
            const userUuid = UserUuid.make("bob")
            const changed = kind === "close" ? { ...there, closed: true } : { ...there, userUuid }
            const change = kind === "close" ? store.close(thread.id) : store.assign(thread.id, userUuid)
            assert.deepStrictEqual(yield* change, changed)
            held.set(thread.id, changed)
          }
          for (const [index, { repository, store }] of forks.entries()) {
            const expected = byId(models[index]!.values())
            assert.deepStrictEqual(byId(yield* store.all), expected)
            assert.strictEqual(yield* store.size, expected.length)
            const found = yield* Effect.option(store.get(thread.id))
            assert.deepStrictEqual(Option.getOrUndefined(found), models[index]!.get(thread.id))
            assert.deepStrictEqual((yield* repository.list(asked)).threads, expectedThreads(expected, asked))
          }
        }
      }),
  )

  it.effect("list nothing of a customer whose last thread was removed from one of them, until it is reset", () =>
    Effect.gen(function* () {
      const fork = InMemoryThreadRepository.fork([one])
      const [changed, other] = [yield* fork, yield* fork]
      yield* changed.store.remove(one.id)
      const asked = new ThreadQuery(ids)
      assert.lengthOf((yield* changed.repository.list(asked)).threads, 0)
      assert.deepStrictEqual((yield* other.repository.list(asked)).threads, [one])
      yield* changed.reset
      assert.deepStrictEqual((yield* changed.repository.list(asked)).threads, [one])
    }),
  )

  it.effect("have a greater version after a reset", () =>
    Effect.gen(function* () {
      const { reset, store } = yield* InMemoryThreadRepository.fork([one])
      yield* store.close(one.id)
      const written = yield* store.version
      yield* reset
      assert.isAbove(yield* store.version, written)
    }),
  )

  it.effect("take no memory of their own but for the customers that were written to", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 100_000 }, (_, index) => ({
        ...one,
        id: ThreadId.make(index),
        customerUuid: CustomerUuid.make(`customer-${index % 5_000}`),
      }))
      const fork = InMemoryThreadRepository.fork(many)
      const before = yield* heapUsed
      const forks = []
      for (let count = 0; count < 1_000; count += 1) {
        const { store } = yield* fork
        yield* store.close(ThreadId.make(count))
        forks.push(store)
      }
      // 100,000 threads in two orders are 1.6 MB of references.
      assert.isBelow(((yield* heapUsed) - before) / forks.length, 4_000)
    }),
  )

  it.effect("keep nothing of a thread that was written and removed, or written before a reset", () =>
    Effect.gen(function* () {
      const { reset, store } = yield* InMemoryThreadRepository.fork([one])
      const write = (id: number) =>
        Effect.suspend(() => {
          const written = { ...one, id: ThreadId.make(id), customerUuid: CustomerUuid.make(`other-${id}`) }
          return Effect.as(store.upsert(written), new WeakRef<CustomerThread>(written))
        })
      const removed = yield* write(2)
      yield* store.remove(ThreadId.make(2))
      yield* collectGarbage
      assert.isUndefined(removed.deref())
      const forgotten = yield* write(3)
      yield* reset
      yield* collectGarbage
      assert.isUndefined(forgotten.deref())
    }),
  )
})
