import {
  type CustomerThread,
  CustomerUuid,
  DepartmentUuid,
  ThreadId,
  ThreadQuery,
  type ThreadRepositoryError,
  UserUuid,
} from "@customer-threads/domain"
import { Arbitraries, expectedThreads, laws } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, DateTime, Effect } from "effect"
import { rawServer } from "../../../test/support/rawServer.ts"
import { responseBytes } from "../../../test/support/responseBytes.ts"
import { findMismatch } from "../src/checkResponse.ts"
import { bodyOf, goodBody, goodThreads, query as scope } from "./faults/goodAnswer.ts"
import { repositoryOver } from "./faults/repositoryOver.ts"

type Threads = ReadonlyArray<CustomerThread>

const at = (thread: CustomerThread, millis: number | undefined): CustomerThread => {
  const { lastMessageOn: _, ...rest } = thread
  return millis === undefined ? rest : { ...rest, lastMessageOn: DateTime.makeUnsafe(millis) }
}
const [first, second] = goodThreads as [CustomerThread, CustomerThread]
const third = { ...first, id: ThreadId.make(3) }
const sorted = { sortOrderKey: "LAST_MESSAGE_ON", sortOrder: "ASC" } as const

/** Changes of a right list that break one law. A change that does not apply to a list returns undefined. */
const changes: ReadonlyArray<
  readonly [law: string, change: (threads: Threads, query: ThreadQuery) => Threads | undefined]
> = [
  ["scope", ([one, ...rest]) => one && [{ ...one, customerUuid: CustomerUuid.make("another") }, ...rest]],
  ["scope", ([one, ...rest]) => one && [...rest, { ...one, departmentUuid: DepartmentUuid.make("another") }]],
  [
    "scope",
    ([one, ...rest]) => one && [{ ...one, customerUuid: one.customerUuid.toUpperCase() as CustomerUuid }, ...rest],
  ],
  [
    "filter soundness",
    ([one, ...rest], { isClosed }) =>
      one && (isClosed === undefined ? undefined : [{ ...one, closed: !isClosed }, ...rest]),
  ],
  [
    "filter soundness",
    ([one, ...rest], { isArchived }) =>
      one && (isArchived === undefined ? undefined : [...rest, { ...one, archived: !isArchived }]),
  ],
  [
    "filter soundness",
    ([one, ...rest], { assigneeUserUuid }) =>
      one && (assigneeUserUuid === undefined ? undefined : [{ ...one, userUuid: UserUuid.make("another") }, ...rest]),
  ],
  [
    "filter soundness",
    ([one, ...rest], { assigneeUserUuid }) => {
      if (one === undefined || assigneeUserUuid === undefined) return undefined
      const { userUuid: _, ...unassigned } = one
      return [...rest, unassigned]
    },
  ],
  [
    "no duplicates",
    (threads, { maxResults }) => (maxResults === undefined && threads[0] ? [...threads, threads[0]] : undefined),
  ],
  [
    "limit",
    (threads, { maxResults }) =>
      maxResults !== undefined && threads.length === maxResults
        ? [...threads, { ...third, id: ThreadId.make(-7) }]
        : undefined,
  ],
]

describe("the check of a response", () => {
  it.prop("accepts every list that obeys the laws", [Arbitraries.lawCase], ([{ query, threads }]) => {
    assert.isUndefined(findMismatch(query, expectedThreads(threads, query)))
  })

  it.prop("names the law that a change of a right list breaks", [Arbitraries.lawCase], ([{ query, threads }]) => {
    for (const [law, change] of changes) {
      const changed = change(expectedThreads(threads, query), query)
      if (changed === undefined) continue
      const found = findMismatch(query, changed)
      // An upper-case identifier can be the same identifier.
      if (found !== undefined || JSON.stringify(changed) !== JSON.stringify(expectedThreads(threads, query))) {
        assert.strictEqual(found?.law, law)
      }
    }
  })

  it.effect("meets each kind of change in the generated cases", () =>
    Effect.gen(function* () {
      const met = new Set<number>()
      for (const { query, threads } of yield* Arbitrary.sampleEffect(Arbitraries.lawCase, { count: 300, seed: 1 })) {
        changes.forEach(([, change], index) => {
          if (change(expectedThreads(threads, query), query) !== undefined) met.add(index)
        })
      }
      assert.strictEqual(met.size, changes.length)
    }),
  )

  it("uses the names of laws", () => {
    const names = laws.map(({ name }) => name)
    for (const law of [...changes.map(([name]) => name), "order"]) assert.include(names, law)
  })

  const orders: ReadonlyArray<
    readonly [string, Partial<typeof sorted>, ReadonlyArray<number | undefined>, string | undefined]
  > = [
    ["in order", sorted, [1, 2, 2, 3], undefined],
    ["out of order", sorted, [1, 3, 2], "customerThreads[2].lastMessageOn"],
    ["out of order around one without an instant", sorted, [3, undefined, 2], "customerThreads[2].lastMessageOn"],
    ["with missing instants anywhere", sorted, [undefined, 1, undefined, 2, undefined], undefined],
    ["out of order, if the query names only the key", { sortOrderKey: "LAST_MESSAGE_ON" }, [3, 1, 2], undefined],
    ["out of order, if the query names only the order", { sortOrder: "ASC" }, [3, 1, 2], undefined],
    ["out of order, if the query names neither", {}, [3, 1, 2], undefined],
  ]
  it.each(orders)("judges threads %s", (_, sort, instants, path) => {
    const threads = instants.map((millis, index) => at({ ...first, id: ThreadId.make(index) }, millis))
    const found = findMismatch(ThreadQuery.from({ ...scope, ...sort }), threads)
    assert.strictEqual(found?.path, path)
    assert.strictEqual(found?.law, path === undefined ? undefined : "order")
    const reversed = findMismatch(
      ThreadQuery.from({ ...scope, ...sort, ...(sort.sortOrder && { sortOrder: "DESC" }) }),
      threads.toReversed(),
    )
    assert.strictEqual(reversed === undefined, path === undefined)
  })
})

const wrong: ReadonlyArray<readonly [law: string, query: ThreadQuery, threads: Threads]> = [
  ["scope", scope, [{ ...first, customerUuid: CustomerUuid.make("customer-2") }]],
  ["scope", scope, [first, { ...second, departmentUuid: DepartmentUuid.make("department-2") }]],
  ["filter soundness", ThreadQuery.from({ ...scope, isClosed: false }), [second, third]],
  ["filter soundness", ThreadQuery.from({ ...scope, isArchived: false }), [second]],
  ["filter soundness", ThreadQuery.from({ ...scope, assigneeUserUuid: "ÄNN" }), [second]],
  ["limit", ThreadQuery.from({ ...scope, maxResults: 1 }), goodThreads],
  ["limit", ThreadQuery.from({ ...scope, maxResults: 0 }), [first]],
  ["no duplicates", scope, [first, second, first]],
  ["no duplicates", scope, [first, { ...second, id: first.id }]],
  ["order", ThreadQuery.from({ ...scope, ...sorted }), [first, second, at(third, 1)]],
]

describe("a response that does not match its query", () => {
  it.live.each(wrong)("fails with the law that it breaks: %s", ([law, query, threads]) =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(responseBytes(200, bodyOf(threads))))
      const repository = yield* repositoryOver({ baseUrl: server.baseUrl })
      const error = (yield* Effect.flip(repository.list(query))) as ThreadRepositoryError
      assert.deepInclude(error.reason, {
        _tag: "MalformedResponse",
        detail: "mismatch",
        status: 200,
        law,
        retry: "always",
      })
      assert.strictEqual(error.attempts, 3)
      assert.strictEqual(error.requestUuid, "r-1")
      assert.match(
        error.message,
        new RegExp(
          `^The response is invalid \\(HTTP 200, mismatch\\): customerThreads.*, by the law "${law}", after 3 attempts, request r-1; `,
        ),
      )
      for (const text of ["customer-2", "department-2", "änn"]) assert.notInclude(JSON.stringify(error), text)
    }),
  )

  it.live.each(wrong)("is a list if the check is off: %s", ([, query, threads]) =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(responseBytes(200, bodyOf(threads))))
      const repository = yield* repositoryOver({ baseUrl: server.baseUrl, checkResponses: false })
      assert.deepStrictEqual((yield* repository.list(query)).threads, threads)
    }),
  )

  it.live("is retried, and the right response is the result", () =>
    Effect.gen(function* () {
      const foreign = bodyOf([{ ...first, customerUuid: CustomerUuid.make("customer-2") }])
      const server = yield* rawServer((socket, _, count) =>
        socket.write(responseBytes(200, count < 3 ? foreign : goodBody)),
      )
      const repository = yield* repositoryOver({ baseUrl: server.baseUrl })
      assert.deepStrictEqual((yield* repository.list(scope)).threads, goodThreads)
      assert.lengthOf(server.requests, 3)
    }),
  )
})
