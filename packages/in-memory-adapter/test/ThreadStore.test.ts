import {
  type CustomerThread,
  CustomerUuid,
  DepartmentUuid,
  ThreadId,
  ThreadQuery,
  ThreadRepository,
  UserUuid,
} from "@customer-threads/domain"
import { Arbitraries, expectedThreads } from "@customer-threads/domain/testing"
import { InMemoryThreadRepository, ThreadNotFound, ThreadStore } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Result, Schema } from "effect"
import { collectGarbage, heapUsed } from "./support/memory.ts"

const scope = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }
const thread = { id: ThreadId.make(1), archived: false, closed: false, ...scope }
const query = new ThreadQuery(scope)

const list = Effect.fnUntraced(function* (asked: ThreadQuery) {
  const repository = yield* ThreadRepository
  return (yield* repository.list(asked)).threads
})

/** Threads of one customer with these ids, from the last to the first. */
const countdown = (from: number) =>
  Array.from({ length: from }, (_, index): CustomerThread => ({ ...thread, id: ThreadId.make(from - index) }))

/** Gives a thread, and then throws. */
function* failing() {
  yield { ...thread, id: ThreadId.make(2) }
  throw new Error("no more threads")
}

describe("the store behind the in-memory repository", () => {
  it.effect("shows every write to the lists that begin after it, and none to a list that was returned", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const empty = yield* list(query)
      yield* store.upsert(thread)
      const before = yield* list(query)
      yield* store.close(thread.id)
      yield* store.archive(thread.id)
      yield* store.assign(thread.id, UserUuid.make("u"))
      const changed = { ...thread, closed: true, archived: true, userUuid: UserUuid.make("u") }
      assert.deepStrictEqual(yield* list(query), [changed])
      assert.deepStrictEqual(yield* store.get(thread.id), changed)
      yield* store.reopen(thread.id)
      yield* store.unarchive(thread.id)
      yield* store.unassign(thread.id)
      assert.deepStrictEqual(yield* list(query), [thread])
      yield* store.remove(thread.id)
      assert.deepStrictEqual(yield* list(query), [])
      assert.deepStrictEqual([empty, before], [[], [thread]])
    }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
  )

  it.effect("replaces a thread of the same id, even another customer's or at another place in the order", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const elsewhere = { ...scope, customerUuid: CustomerUuid.make("other") }
      const moved = { ...thread, ...elsewhere, lastMessageOn: DateTime.makeUnsafe(5) }
      for (const write of [store.upsert, (one: CustomerThread) => store.upsertAll([one])]) {
        yield* write(moved)
        assert.lengthOf(yield* list(query), 0)
        assert.deepStrictEqual(yield* list(new ThreadQuery(elsewhere)), [moved])
        assert.strictEqual(yield* store.size, 1)
        yield* write(thread)
        assert.lengthOf(yield* list(new ThreadQuery(elsewhere)), 0)
        assert.deepStrictEqual(yield* list(query), [thread])
      }
    }).pipe(Effect.provide(InMemoryThreadRepository.layer([thread, { ...thread }]))),
  )

  it.effect("keeps customers apart whose identifiers are the same text when joined", () =>
    Effect.gen(function* () {
      const pairs = [
        ["a", "b\nc"],
        ["a\nb", "c"],
        ["ab", "c"],
        ["a", "bc"],
      ] as const
      const store = yield* ThreadStore
      const held = pairs.map(([department, customer], index) => ({
        ...thread,
        id: ThreadId.make(index),
        departmentUuid: DepartmentUuid.make(department),
        customerUuid: CustomerUuid.make(customer),
      }))
      yield* store.upsertAll(held)
      for (const one of held.slice(2)) assert.deepStrictEqual(yield* list(new ThreadQuery(scopeOf(one))), [one])
      for (const { id } of held) yield* store.remove(id)
      assert.deepStrictEqual(yield* store.all, [])
    }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
  )

  it.effect("has another version after every write, and the same one until then", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const other = { ...thread, id: ThreadId.make(2) }
      const writes = [
        store.upsert(thread),
        store.upsert(thread),
        store.close(thread.id),
        store.upsertAll([other]),
        store.remove(other.id),
        store.replaceAll([other]),
        store.replaceAll([]),
      ]
      const versions = [yield* store.version]
      for (const write of writes) {
        assert.strictEqual(yield* store.version, versions.at(-1))
        yield* write
        versions.push(yield* store.version)
      }
      assert.strictEqual(new Set(versions).size, versions.length)
    }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
  )

  it.effect("fails every change of a thread that it does not have", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const id = ThreadId.make(404)
      const user = UserUuid.make("u")
      const changes = [
        store.get(id),
        store.remove(id),
        store.assign(id, user),
        store.unassign(id),
        store.archive(id),
        store.unarchive(id),
        store.close(id),
        store.reopen(id),
      ]
      for (const change of changes) {
        const error = yield* Effect.flip(change)
        assert.instanceOf(error, ThreadNotFound)
        assert.strictEqual(error.message, "There is no thread 404.")
      }
      assert.deepStrictEqual(yield* store.all, [])
      assert.strictEqual(yield* store.version, 0)
    }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
  )

  it.effect("writes none of the threads if reading them throws", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      for (const write of [store.upsertAll, store.replaceAll]) {
        const exit = yield* Effect.exit(write(failing()))
        assert.strictEqual(exit._tag, "Failure")
        assert.deepStrictEqual(yield* store.all, [thread])
        assert.deepStrictEqual(yield* list(query), [thread])
        assert.strictEqual(yield* store.version, 0)
      }
    }).pipe(Effect.provide(InMemoryThreadRepository.layer([thread]))),
  )

  it.effect("writes 300,000 threads in one step, over as many", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      yield* store.upsertAll(countdown(300_000).map((one) => ({ ...one, closed: true })))
      assert.strictEqual(yield* store.size, 300_000)
      const newest = yield* list(new ThreadQuery({ ...scope, isClosed: true, maxResults: 2 }))
      assert.deepStrictEqual(
        newest.map(({ id }) => Number(id)),
        [300_000, 299_999],
      )
      yield* store.replaceAll(countdown(200_000))
      const ids = (yield* list(new ThreadQuery({ ...scope, sortOrder: "ASC" }))).map(({ id }) => Number(id))
      assert.deepStrictEqual(
        ids,
        Array.from({ length: 200_000 }, (_, index) => index + 1),
      )
    }).pipe(Effect.provide(InMemoryThreadRepository.layer(countdown(300_000)))),
  )

  it.effect("keeps nothing of threads and customers that were removed", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const writeAndRemove = Effect.fnUntraced(function* (first: number) {
        const written = Array.from({ length: 50_000 }, (_, index) => ({
          ...thread,
          id: ThreadId.make(first + index),
          departmentUuid: DepartmentUuid.make(`department-${first + index}`),
        }))
        yield* store.upsertAll(written)
        for (const { id } of written) yield* store.remove(id)
        return written.slice(0, 100).map((one) => new WeakRef<CustomerThread>(one))
      })
      yield* writeAndRemove(0)
      const before = yield* heapUsed
      const references = yield* writeAndRemove(50_000)
      assert.isBelow((yield* heapUsed) - before, 1_000_000)
      yield* collectGarbage
      assert.deepStrictEqual(
        references.map((reference) => reference.deref()).filter((one) => one !== undefined),
        [],
      )
    }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
  )

  it.effect.prop(
    "keeps thousands of threads in order while they are written at either end and between, and removed",
    [
      Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 997 })),
      Schema.Literals(["newest", "oldest", "anywhere"]),
    ],
    ([step, where]) =>
      Effect.gen(function* () {
        const store = yield* ThreadStore
        const written = Array.from({ length: 3_000 }, (_, index): CustomerThread => {
          const millis = where === "newest" ? index : where === "oldest" ? -index : (index * step * 31) % 500
          const id = ThreadId.make(index)
          return index % 97 === 0 ? { ...thread, id } : { ...thread, id, lastMessageOn: DateTime.makeUnsafe(millis) }
        })
        for (const one of written) yield* store.upsert(one)
        const kept = written.filter(({ id }) => id % 3 !== 0 || id > 2_900)
        for (const one of written) if (!kept.includes(one)) yield* store.remove(one.id)
        assert.strictEqual(yield* store.size, kept.length)
        for (const sortOrderKey of ["LAST_MESSAGE_ON", "LAST_DELEGATION_ON"] as const) {
          for (const parts of [{ sortOrder: "ASC" }, { maxResults: 700 }, { isClosed: true }] as const) {
            const asked = new ThreadQuery({ ...scope, sortOrderKey, ...parts })
            assert.deepStrictEqual(yield* list(asked), expectedThreads(kept, asked))
          }
        }
      }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
    { arbitrary: { runs: 12 } },
  )

  it.effect.prop(
    "lists what the specification lists",
    [Arbitraries.lawCase],
    ([given]) =>
      Effect.map(list(given.query), (found) =>
        assert.deepStrictEqual(found, expectedThreads(given.threads, given.query)),
      ).pipe(Effect.provide(InMemoryThreadRepository.layer(given.threads))),
    { arbitrary: { runs: 1_000 } },
  )

  it.effect.prop(
    "has the later of two threads with one id",
    [Arbitraries.threads, Arbitraries.threads],
    ([earlier, later]) =>
      Effect.gen(function* () {
        const store = yield* ThreadStore
        const expected = new Map([...earlier, ...later].map((one) => [one.id, one]))
        assert.sameDeepMembers([...(yield* store.all)], [...expected.values()])
      }).pipe(Effect.provide(InMemoryThreadRepository.layer([...earlier, ...later]))),
  )

  it.effect.prop(
    "lists for every query what a map of threads by their ids would, after any writes",
    [Arbitraries.threads, Arbitraries.threads, Arbitraries.threads, Arbitraries.query],
    ([earlier, removed, later, asked]) =>
      Effect.gen(function* () {
        const store = yield* ThreadStore
        const expected = new Map(earlier.map((one) => [one.id, one]))
        for (const { id } of removed) {
          const held = expected.get(id)
          const gone = yield* Effect.result(store.remove(id))
          assert.deepStrictEqual(Result.getOrUndefined(gone), held)
          expected.delete(id)
        }
        // Twice the same objects: the second time they replace themselves.
        for (const written of [later, [...later, ...later]]) yield* store.upsertAll(written)
        for (const one of later) expected.set(one.id, one)
        assert.sameDeepMembers([...(yield* store.all)], [...expected.values()])
        for (const sortOrderKey of ["LAST_MESSAGE_ON", "LAST_DELEGATION_ON"] as const) {
          const sorted = new ThreadQuery({ ...asked, sortOrderKey })
          assert.deepStrictEqual(yield* list(sorted), expectedThreads([...expected.values()], sorted))
        }
      }).pipe(Effect.provide(InMemoryThreadRepository.layer(earlier))),
  )

  it("is a service, and fails with an error, of the name that its users write", () => {
    assert.strictEqual(ThreadStore.key, "@customer-threads/in-memory-adapter/ThreadStore")
    assert.strictEqual(new ThreadNotFound({ id: 1 })._tag, "ThreadNotFound")
  })
})

const scopeOf = ({ customerUuid, departmentUuid }: CustomerThread) => ({ customerUuid, departmentUuid })
