import { type CustomerThread, type ThreadId, ThreadQuery, UserUuid } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { assert, describe, it, vi } from "@effect/vitest"
import { Effect } from "effect"
import {
  type Answer,
  always,
  broken,
  first,
  here,
  holds,
  judge,
  last,
  never,
  saysWhatItFinds,
  second,
  thread,
  three123,
  undecided,
} from "../support/judge.ts"

saysWhatItFinds([
  ["no duplicates", ["each once", {}, always(first, second), holds]],
  ["no duplicates", ["no threads", {}, never, undecided("a thread")]],
  ["no duplicates", ["one twice", {}, always(first, second, first), broken("threads were listed more than once", 1)]],

  ["repeatability", ["the same", {}, always(first, second), holds]],
  [
    "repeatability",
    [
      "another answer",
      {},
      (_, call) => (call === 1 ? [first, second] : [first, last]),
      broken("the second answer differs", 1, 3),
    ],
  ],
  [
    "repeatability",
    ["a longer answer", {}, (_, call) => three123.slice(0, call), broken("the second answer differs", 1, 2)],
  ],

  ["freshness", ["no way to write", {}, always(first), undecided("a way to write to the repository")]],
  [
    "freshness",
    [
      "no change",
      {},
      always(first),
      broken("a thread that was written is not listed", 1),
      { write: () => Effect.void },
    ],
  ],
])

describe("a law", () => {
  const repository = (write: (held: Map<ThreadId, CustomerThread>, one: CustomerThread) => void) => {
    const held = new Map([[first.id, first]])
    const answer: Answer = (query) => expectedThreads([...held.values()], query)
    return { answer, write: (one: CustomerThread) => Effect.sync(() => write(held, one)) }
  }

  it.effect("freshness holds where every write is seen, whatever the query filters and cuts", () =>
    Effect.gen(function* () {
      const written: Array<CustomerThread> = []
      const { answer, write } = repository((held, one) => {
        held.set(one.id, one)
        written.push(one)
      })
      const asked = { assigneeUserUuid: UserUuid.make("bob"), isArchived: true, isClosed: true, maxResults: 0 }
      assert.deepStrictEqual((yield* judge("freshness", asked, answer, { write })).verdict, holds)
      assert.deepStrictEqual(written, [thread(-7_000_001), thread(-7_000_001, { closed: true })])
    }),
  )

  it.effect("freshness is broken where a thread stays as it was written first", () =>
    Effect.gen(function* () {
      const { answer, write } = repository((held, one) => held.has(one.id) || held.set(one.id, one))
      const { verdict } = yield* judge("freshness", {}, answer, { write })
      assert.deepStrictEqual(verdict, broken("a thread that was closed is listed as open", 1, -7_000_001))
    }),
  )

  it.effect("invalid queries refused names the wrong query that could be made", () =>
    Effect.gen(function* () {
      const query = new ThreadQuery(here)
      const tried: Array<readonly [string, unknown]> = []
      const parse = ThreadQuery.parse
      const spy = vi.spyOn(ThreadQuery, "parse")
      for (let accepted = 0; accepted < 13; accepted += 1) {
        const inputs: Array<unknown> = []
        spy.mockImplementation((input) => {
          inputs.push(input)
          return inputs.length > accepted ? Effect.succeed(query) : parse(input)
        })
        const { verdict } = yield* judge("invalid queries refused", {}, never)
        if (verdict._tag === "Broken") tried.push([verdict.because, inputs.at(-1)])
      }
      spy.mockRestore()
      assert.deepStrictEqual(
        tried,
        (
          [
            ["a path segment that leads elsewhere", { departmentUuid: ".." }],
            ["an empty department", { departmentUuid: "" }],
            ["a slash in the customer", { customerUuid: "a/b" }],
            ["a customer of 129 characters", { customerUuid: "a".repeat(129) }],
            ["a negative maxResults", { maxResults: -1 }],
            ["a maxResults over int32", { maxResults: 2_147_483_648 }],
            ["a fractional maxResults", { maxResults: 1.5 }],
            ["a flag that is text", { isArchived: "true" }],
            ["a flag that is null", { isClosed: null }],
            ["an unknown sort key", { sortOrderKey: "CREATED_ON" }],
            ["a sort order in lower case", { sortOrder: "asc" }],
            ["an assignee that is a number", { assigneeUserUuid: 7 }],
            ["an unknown property", { isClose: true }],
          ] as const
        ).map(([what, wrong]) => [`a query with ${what} could be made`, { ...here, ...wrong }]),
      )
    }),
  )
})
