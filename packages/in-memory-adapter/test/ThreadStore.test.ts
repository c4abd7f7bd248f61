import {
  CustomerUuid,
  DepartmentUuid,
  ThreadId,
  ThreadQuery,
  ThreadRepository,
  UserUuid,
} from "@customer-threads/domain"
import { aCase, query as anyQuery, expectedThreads, threads } from "@customer-threads/domain/testing"
import { InMemoryThreadRepository, ThreadNotFound, ThreadStore } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Result } from "effect"

const scope = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }
const thread = { id: ThreadId.make(1), archived: false, closed: false, ...scope }
const query = new ThreadQuery(scope)

const list = Effect.fnUntraced(function* (asked: ThreadQuery) {
  const repository = yield* ThreadRepository
  return (yield* repository.list(asked)).threads
})

describe("the store behind the in-memory repository", () => {
  it.effect("shows every write to the lists that begin after it, and none to a list that was answered", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const empty = yield* list(query)
      yield* store.upsert(thread)
      const before = yield* list(query)
      yield* store.close(thread.id)
      yield* store.archive(thread.id)
      yield* store.assign(thread.id, UserUuid.make("u"))
      assert.deepStrictEqual(yield* list(query), [
        { ...thread, closed: true, archived: true, userUuid: UserUuid.make("u") },
      ])
      yield* store.reopen(thread.id)
      yield* store.unarchive(thread.id)
      yield* store.unassign(thread.id)
      assert.deepStrictEqual(yield* list(query), [thread])
      yield* store.remove(thread.id)
      assert.deepStrictEqual(yield* list(query), [])
      assert.deepStrictEqual([empty, before], [[], [thread]])
    }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
  )

  it.effect(
    "replaces a thread of the same id wherever it was: another customer's, or at another place in the order",
    () =>
      Effect.gen(function* () {
        const store = yield* ThreadStore
        const elsewhere = { ...scope, customerUuid: CustomerUuid.make("other") }
        yield* store.upsert({ ...thread, ...elsewhere, lastMessageOn: DateTime.makeUnsafe(5) })
        assert.lengthOf(yield* list(query), 0)
        assert.lengthOf(yield* list(new ThreadQuery(elsewhere)), 1)
        assert.lengthOf(yield* store.all, 1)
      }).pipe(Effect.provide(InMemoryThreadRepository.layer([thread, { ...thread, ...scope }]))),
  )

  it.effect("has another version after every write, and the same one until then", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const other = { ...thread, id: ThreadId.make(2) }
      const writes = [
        store.upsert(thread),
        store.upsert(thread),
        store.close(thread.id),
        store.upsert(other),
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

  it.effect("says that there is no such thread, for every change of one", () =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const id = ThreadId.make(404)
      const user = UserUuid.make("u")
      const changes = [
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
    }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
  )

  it.effect.prop(
    "answers what the specification says, written plainly",
    [aCase],
    ([given]) =>
      Effect.map(list(given.query), (found) =>
        assert.deepStrictEqual(found, expectedThreads(given.threads, given.query)),
      ).pipe(Effect.provide(InMemoryThreadRepository.layer(given.threads))),
    { arbitrary: { runs: 1_000 } },
  )

  it.effect.prop("holds the later of two threads with one id", [threads, threads], ([earlier, later]) =>
    Effect.gen(function* () {
      const store = yield* ThreadStore
      const expected = new Map([...earlier, ...later].map((one) => [one.id, one]))
      assert.sameDeepMembers([...(yield* store.all)], [...expected.values()])
    }).pipe(Effect.provide(InMemoryThreadRepository.layer([...earlier, ...later]))),
  )

  it.effect.prop(
    "answers every query as a map of threads by their ids would, after any writes",
    [threads, threads, threads, anyQuery],
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
        yield* store.upsert(...later)
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
