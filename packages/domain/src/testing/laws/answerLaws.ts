import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { ThreadId } from "../../identifiers.ts"
import { ThreadQuery } from "../../ThreadQuery.ts"
import { askAll, broken, brokenBy, holds, type Law, sameThreads, undecided, vary } from "../Law.ts"
import { noFilters } from "../queryFilters.ts"

export const noDuplicates: Law = {
  name: "no duplicates",
  statement: "No thread is listed twice: a thread is its id.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* ({ ask, query }) {
    const { threads } = yield* ask(query)
    const twice = threads.filter((thread, at) => threads.findIndex((other) => other.id === thread.id) !== at)
    return brokenBy("threads were listed more than once", twice, { at: threads.length, needed: "a thread" })
  }),
}

export const repeatability: Law = {
  name: "repeatability",
  statement: "Asking changes nothing: the same query, asked again with no write between, lists the same.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* ({ ask, query }) {
    const first = yield* ask(query)
    const second = yield* ask(query)
    return sameThreads(first.threads, second.threads) ? holds : broken("the second answer differs", second.threads)
  }),
}

export const freshness: Law = {
  name: "freshness",
  statement: "A list that begins after a write shows it: a new thread is there, and a changed one as it was changed.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* (session) {
    const { query, write } = session
    if (write === undefined) return undecided("a way to write to the repository")
    const open = vary(query, { ...noFilters, isClosed: false })
    const before = yield* askAll(session, open)
    const { customerUuid, departmentUuid } = query
    const written = { id: ThreadId.make(-7_000_001), archived: false, closed: false, departmentUuid, customerUuid }
    yield* write(written)
    const after = yield* askAll(session, open)
    if (!after.some((thread) => thread.id === written.id))
      return broken("a thread that was written is not listed", after)
    yield* write({ ...written, closed: true })
    return sameThreads(yield* askAll(session, open), before)
      ? holds
      : broken("a thread that was closed is listed as open", after)
  }),
}

/** One wrong value for each thing that a query may not hold. */
const wrongs: ReadonlyArray<readonly [what: string, wrong: object]> = [
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
]

export const invalidQueriesRefused: Law = {
  name: "invalid queries refused",
  statement: "A query with a wrong value, or an unknown property, cannot be made, so no repository is ever asked it.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* ({ query }) {
    for (const [what, wrong] of wrongs) {
      const made = yield* Effect.result(ThreadQuery.parse({ ...query, ...wrong }))
      if (Result.isSuccess(made)) return broken(`a query with ${what} could be made`)
    }
    return holds
  }),
}
