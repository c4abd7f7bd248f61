import {
  type CustomerThread,
  CustomerUuid,
  DepartmentUuid,
  ThreadId,
  ThreadQuery,
  UserUuid,
} from "@customer-threads/domain"
import { expectedThreads, query, thread, threads } from "@customer-threads/domain/testing"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Schema } from "effect"

const writes = Arbitrary.array(
  Arbitrary.all({
    to: Arbitrary.schema(Schema.Literals([0, 1, 2])),
    kind: Arbitrary.schema(Schema.Literals(["upsert", "remove", "close", "assign", "restart", "replaceAll"])),
    thread,
    others: threads,
  }),
  { maxLength: 12 },
)

const sorted = (all: Iterable<CustomerThread>) => [...all].toSorted((a, b) => a.id - b.id)

describe("copies of threads to start from", () => {
  it.effect.prop(
    "hold, after any writes to any of them, what was written to each, and list it as specified",
    [threads, writes, query],
    ([start, written, asked]) =>
      Effect.gen(function* () {
        const copy = InMemoryThreadRepository.copiesOf(start)
        const model = () => new Map(start.map((one) => [one.id, one]))
        const copies = [yield* copy, yield* copy, yield* copy]
        const models = [model(), model(), model()]
        for (const { kind, others, thread: one, to } of written) {
          const { restart, store } = copies[to]!
          const held = models[to]!
          const there = held.get(one.id)
          if (kind === "upsert") {
            yield* store.upsert(one)
            held.set(one.id, one)
          } else if (kind === "restart") {
            yield* restart
            models[to] = model()
          } else if (kind === "replaceAll") {
            yield* store.replaceAll(others)
            models[to] = new Map(others.map((other) => [other.id, other]))
          } else if (kind === "remove") {
            assert.strictEqual((yield* Effect.exit(store.remove(one.id)))._tag === "Success", held.delete(one.id))
          } else if (there !== undefined) {
            const userUuid = UserUuid.make("bob")
            const changed = kind === "close" ? { ...there, closed: true } : { ...there, userUuid }
            assert.deepStrictEqual(
              yield* kind === "close" ? store.close(one.id) : store.assign(one.id, userUuid),
              changed,
            )
            held.set(one.id, changed)
          }
          for (const [at, { repository, store }] of copies.entries()) {
            const expected = sorted(models[at]!.values())
            assert.deepStrictEqual(sorted(yield* store.all), expected)
            assert.strictEqual(yield* store.size, expected.length)
            assert.deepStrictEqual((yield* repository.list(asked)).threads, expectedThreads(expected, asked))
          }
        }
      }),
  )

  it.effect("lists nothing of a customer whose last thread was removed from it, while another copy does", () =>
    Effect.gen(function* () {
      const ids = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }
      const one = { id: ThreadId.make(1), archived: false, closed: false, ...ids }
      const copy = InMemoryThreadRepository.copiesOf([one])
      const [changed, other] = [yield* copy, yield* copy]
      yield* changed.store.remove(one.id)
      const asked = new ThreadQuery(ids)
      assert.lengthOf((yield* changed.repository.list(asked)).threads, 0)
      assert.deepStrictEqual((yield* other.repository.list(asked)).threads, [one])
      yield* changed.restart
      assert.deepStrictEqual((yield* changed.repository.list(asked)).threads, [one])
    }),
  )

  it.effect("costs nothing until it is written to, and then one customer's threads", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 100_000 }, (_, at) => ({
        id: ThreadId.make(at),
        archived: false,
        closed: false,
        departmentUuid: DepartmentUuid.make("d"),
        customerUuid: CustomerUuid.make(`customer-${at % 5_000}`),
      }))
      const copy = InMemoryThreadRepository.copiesOf(many)
      const start = performance.now()
      for (let count = 0; count < 1_000; count += 1) {
        const { store } = yield* copy
        yield* store.close(ThreadId.make(count))
      }
      assert.isBelow(performance.now() - start, 2_000)
    }),
  )
})
