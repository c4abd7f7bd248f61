import { type CustomerThread, type filters, matchesFilters, ThreadQuery } from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { Record } from "effect"

type Equals = (thread: CustomerThread, query: ThreadQuery) => boolean

/** Every filter written out, without the table that the code derives from. */
const definitions: Record<keyof typeof filters, Equals> = {
  assigneeUserUuid: (thread, query) => thread.userUuid === query.assigneeUserUuid,
  isArchived: (thread, query) => thread.archived === query.isArchived,
  isClosed: (thread, query) => thread.closed === query.isClosed,
}

describe("matchesFilters", () => {
  for (const [filter, equals] of Record.toEntries(definitions)) {
    it.prop(
      `matches the threads that equal ${filter}, if a query sets no other filter`,
      [Arbitraries.thread, Arbitraries.query],
      ([one, { customerUuid, departmentUuid, [filter]: value }]) => {
        const asked = ThreadQuery.from({ customerUuid, departmentUuid, [filter]: value })
        assert.strictEqual(matchesFilters(asked)(one), value === undefined || equals(one, asked))
      },
      { arbitrary: { runs: 300 } },
    )
  }

  it.prop(
    "matches the threads that equal every filter of a query, whatever its scope, limit and sort",
    [Arbitraries.thread, Arbitraries.query],
    ([one, asked]) => {
      const unequal = Record.filter(definitions, (equals, filter) => asked[filter] !== undefined && !equals(one, asked))
      assert.strictEqual(matchesFilters(asked)(one), Record.isEmptyRecord(unequal))
    },
    { arbitrary: { runs: 1_000 } },
  )
})
