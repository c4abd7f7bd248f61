import { type CustomerThread, type ThreadId, UserUuid } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import {
  type Answer,
  always,
  broken,
  check,
  first,
  holds,
  last,
  never,
  second,
  testVerdicts,
  thread,
  three123,
  undecided,
} from "../support/checkLawOnce.ts"

testVerdicts([
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
      broken("the second response differs", 1, 3),
    ],
  ],
  [
    "repeatability",
    ["a longer answer", {}, (_, call) => three123.slice(0, call), broken("the second response differs", 1, 2)],
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
    const response: Answer = (query) => expectedThreads([...held.values()], query)
    return { response, write: (one: CustomerThread) => Effect.sync(() => write(held, one)) }
  }

  it.effect("freshness holds where every write is seen, whatever the query filters and cuts", () =>
    Effect.gen(function* () {
      const written: Array<CustomerThread> = []
      const { response, write } = repository((held, one) => {
        held.set(one.id, one)
        written.push(one)
      })
      const asked = { assigneeUserUuid: UserUuid.make("bob"), isArchived: true, isClosed: true, maxResults: 0 }
      assert.deepStrictEqual((yield* check("freshness", asked, response, { write })).verdict, holds)
      assert.deepStrictEqual(written, [thread(-7_000_001), thread(-7_000_001, { closed: true })])
    }),
  )

  it.effect("freshness is broken where a thread stays as it was written first", () =>
    Effect.gen(function* () {
      const { response, write } = repository((held, one) => held.has(one.id) || held.set(one.id, one))
      const { verdict } = yield* check("freshness", {}, response, { write })
      assert.deepStrictEqual(verdict, broken("a thread that was closed is listed as open", 1, -7_000_001))
    }),
  )
})
