import * as Effect from "effect/Effect"
import { ThreadId } from "../../identifiers.ts"
import { ThreadQuery } from "../../ThreadQuery.ts"
import { broken, brokenBy, holds, type Law, listUnlimited, sameThreads, undecided } from "../Law.ts"
import { noFilters } from "../queryFilters.ts"

export const noDuplicates: Law = {
  name: "no duplicates",
  statement: "No list has two threads with the same id.",
  source: "assumed",
  check: Effect.fnUntraced(function* ({ list, query }) {
    const { threads } = yield* list(query)
    const twice = threads.filter((thread, index) => threads.findIndex((other) => other.id === thread.id) !== index)
    return brokenBy("threads were listed more than once", twice, { count: threads.length, needed: "a thread" })
  }),
}

export const repeatability: Law = {
  name: "repeatability",
  statement: "The same query, repeated without a write in between, gives the same list.",
  source: "assumed",
  check: Effect.fnUntraced(function* ({ list, query }) {
    const first = yield* list(query)
    const second = yield* list(query)
    return sameThreads(first.threads, second.threads) ? holds : broken("the second response differs", second.threads)
  }),
}

export const freshness: Law = {
  name: "freshness",
  statement: "A list that begins after a write shows the new or changed thread.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const { query, write } = session
    if (write === undefined) return undecided("a way to write to the repository")
    const open = ThreadQuery.from({ ...query, ...noFilters, isClosed: false })
    const before = yield* listUnlimited(session, open)
    const { customerUuid, departmentUuid } = query
    const written = { id: ThreadId.make(-7_000_001), archived: false, closed: false, departmentUuid, customerUuid }
    yield* write(written)
    const after = yield* listUnlimited(session, open)
    if (!after.some((thread) => thread.id === written.id))
      return broken("a thread that was written is not listed", after)
    yield* write({ ...written, closed: true })
    return sameThreads(yield* listUnlimited(session, open), before)
      ? holds
      : broken("a thread that was closed is listed as open", after)
  }),
}
