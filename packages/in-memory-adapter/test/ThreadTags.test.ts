import { ThreadQuery, UserUuid } from "@customer-threads/domain"
import { query as anyQuery, thread } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { ThreadTags } from "../src/ThreadTags.ts"

describe("ThreadTags", () => {
  it.prop(
    "makes tags that match a query's filter exactly where the thread equals it, however many assignees there are",
    [thread, anyQuery],
    ([thread, query]) => {
      const tags = new ThreadTags()
      for (let user = 0; user < 2_000; user += 1) tags.of({ ...thread, userUuid: UserUuid.make(`user-${user}`) })
      const tag = tags.of(thread)
      const equals =
        (query.assigneeUserUuid === undefined || query.assigneeUserUuid === thread.userUuid) &&
        (query.isArchived === undefined || query.isArchived === thread.archived) &&
        (query.isClosed === undefined || query.isClosed === thread.closed)
      const filter = tags.filterFor(query)
      assert.strictEqual(filter !== undefined && (tag & filter.mask) === filter.wanted, equals)
      const another = tags.filterFor(new ThreadQuery({ ...query, assigneeUserUuid: UserUuid.make("user-1999") }))
      assert.isFalse(another !== undefined && (tag & another.mask) === another.wanted)
    },
  )
})
