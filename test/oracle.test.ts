import { type CustomerThread, ThreadId, type ThreadQuery, ThreadRepository, UserUuid } from "@customer-threads/domain"
import { Arbitraries, expectedThreads } from "@customer-threads/domain/testing"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { InMemoryThreadRepository, ThreadStore } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, DateTime, Effect, Exit, Layer, Redacted, Schema } from "effect"
import { cases } from "./support/depth.ts"
import { SqliteOracle } from "./support/sqliteOracle.ts"

const sizes = [0, 1, 2, 3, 5, 10, 30, 100, 300, 1_000, 2_000]
const queriesPerStore = cases(60, 455)
const storesPerSize = cases(1, 4)
const queries = sizes.length * storesPerSize * queriesPerStore
const sequences = cases(20, 300)

/** So many threads, half of them with instants from a few years instead of the generator's six. */
const sampleThreads = Effect.fnUntraced(function* (size: number, seed: string) {
  const drafts = yield* Arbitrary.sampleEffect(Arbitraries.thread, { count: size, seed })
  const Instant = Schema.Int.check(Schema.isBetween({ minimum: 1_500_000_000_000, maximum: 1_800_000_000_000 }))
  const instants = yield* Arbitrary.sampleEffect(Arbitrary.schema(Instant), { count: size, seed })
  return drafts.map(
    (draft, at): CustomerThread => ({
      ...draft,
      id: ThreadId.make(at % 3 === 1 ? -at : at * 7),
      ...(at % 2 === 0 ? { lastMessageOn: DateTime.makeUnsafe(instants[at] as number) } : {}),
    }),
  )
})

const idsOf = (query: ThreadQuery) =>
  Effect.map(
    ThreadRepository.use((repository) => repository.list(query)),
    (list) => list.threads.map(({ id }) => Number(id)),
  )

/** Compares a repository with SQLite over stores of every size; gives how many queries were compared, and threads listed. */
const compare = Effect.fnUntraced(function* <E>(
  holding: (threads: ReadonlyArray<CustomerThread>) => Layer.Layer<ThreadRepository, E>,
) {
  const compared = { queries: 0, threads: 0 }
  for (const size of sizes) {
    for (let store = 0; store < storesPerSize; store += 1) {
      const seed = `${size} ${store}`
      const held = yield* sampleThreads(size, seed)
      const asked = yield* Arbitrary.sampleEffect(Arbitraries.query, { count: queriesPerStore, seed })
      using oracle = new SqliteOracle(held)
      yield* Effect.gen(function* () {
        for (const query of asked) {
          const found = yield* idsOf(query)
          assert.deepStrictEqual(found, oracle.list(query), `store ${seed}, ${JSON.stringify(query)}`)
          compared.queries += 1
          compared.threads += found.length
        }
      }).pipe(Effect.provide(holding(held)))
    }
  }
  assert.strictEqual(compared.queries, queries)
  assert.isAbove(compared.threads, queries * 40)
})

const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }

describe("SQLite, whose order, comparison and limit no one here wrote, lists the same", () => {
  it.live(
    `as the in-memory repository, over ${queries} queries`,
    () => compare(InMemoryThreadRepository.layer),
    120_000,
  )

  it.live(
    `as the stand-in over a socket, over ${queries} queries`,
    () =>
      compare((held) =>
        Layer.unwrap(
          Effect.map(StandInServer.baseUrl, (baseUrl) => HttpThreadRepository.layer({ baseUrl, credentials })),
        ).pipe(
          Layer.provide(NodeHttpClient.layerUndici),
          Layer.provide(StandInServer.layer({ port: 0, credentials })),
          Layer.provide(InMemoryThreadRepository.layer(held)),
        ),
      ),
    300_000,
  )
})

const kinds = [
  "upsert",
  "upsert",
  "upsert",
  "remove",
  "assign",
  "unassign",
  "archive",
  "unarchive",
  "close",
  "reopen",
  "list",
  "list",
  "list",
  "list",
] as const
const step = Arbitrary.all({
  kind: Arbitrary.schema(Schema.Literals(kinds)),
  thread: Arbitraries.thread,
  query: Arbitraries.query,
})
type Step = typeof step extends Arbitrary.Arbitrary<infer A> ? A : never

/** Changes of an existing thread, by the kind of step. */
const changes: Record<Exclude<Step["kind"], "upsert" | "remove" | "list">, (one: CustomerThread) => CustomerThread> = {
  assign: (one) => ({ ...one, userUuid: UserUuid.make("ann") }),
  unassign: ({ userUuid: _, ...one }) => one,
  archive: (one) => ({ ...one, archived: true }),
  unarchive: (one) => ({ ...one, archived: false }),
  close: (one) => ({ ...one, closed: true }),
  reopen: (one) => ({ ...one, closed: false }),
}

/** Takes a step in the store, in a plain map and in SQLite, and compares what can be seen of it. */
const take = Effect.fnUntraced(function* (
  { kind, query: asked, thread: one }: Step,
  model: Map<ThreadId, CustomerThread>,
  oracle: SqliteOracle,
) {
  const store = yield* ThreadStore
  const before = model.get(one.id)
  switch (kind) {
    case "upsert":
      yield* store.upsert(one)
      model.set(one.id, one)
      oracle.upsert(one)
      return
    case "list": {
      const repository = yield* ThreadRepository
      const { threads } = yield* repository.list(asked)
      assert.deepStrictEqual(threads, expectedThreads([...model.values()], asked))
      assert.deepStrictEqual(
        threads.map(({ id }) => Number(id)),
        oracle.list(asked),
      )
      return
    }
    case "remove":
      assert.strictEqual(Exit.isSuccess(yield* Effect.exit(store.remove(one.id))), before !== undefined)
      model.delete(one.id)
      oracle.delete(one.id)
      return
    default: {
      const write = kind === "assign" ? store.assign(one.id, UserUuid.make("ann")) : store[kind](one.id)
      const result = yield* Effect.exit(write)
      assert.strictEqual(Exit.isSuccess(result), before !== undefined)
      if (before === undefined) return
      const after = changes[kind](before)
      assert.deepStrictEqual(result, Exit.succeed(after))
      model.set(one.id, after)
      oracle.upsert(after)
    }
  }
})

describe("the store, written to and read in any order,", () => {
  it.effect.prop(
    `holds what a plain map and SQLite hold, over ${sequences} sequences of 200 steps`,
    [Arbitrary.array(step, { minLength: 200, maxLength: 200 })],
    ([steps]) =>
      Effect.gen(function* () {
        const model = new Map<ThreadId, CustomerThread>()
        using oracle = new SqliteOracle()
        for (const one of steps) yield* take(one, model, oracle)
        const store = yield* ThreadStore
        assert.sameDeepMembers([...(yield* store.all)], [...model.values()])
      }).pipe(Effect.provide(InMemoryThreadRepository.layer())),
    { timeout: 120_000, arbitrary: { runs: sequences } },
  )
})
