import { CustomerUuid, DepartmentUuid, ThreadId, ThreadQuery, UserUuid } from "@customer-threads/domain"
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

  it("numbers whoever is new after those of the tags that it adds to, and nobody twice", () => {
    const tagOf = (tags: ThreadTags, user: string) =>
      tags.of({
        id: ThreadId.make(1),
        archived: false,
        closed: false,
        departmentUuid: DepartmentUuid.make("d"),
        customerUuid: CustomerUuid.make("c"),
        userUuid: UserUuid.make(user),
      })
    const below = new ThreadTags()
    const old = ["a", "b", "c"].map((user) => tagOf(below, user))
    const tags = new ThreadTags(below)
    const all = ["d", "a", "e", "b", "f", "c", "d"].map((user) => tagOf(tags, user))
    assert.deepStrictEqual([all[1], all[3], all[5], all[6]], [...old, all[0]])
    assert.strictEqual(new Set([0, ...old, ...all]).size, 7)
  })
})
