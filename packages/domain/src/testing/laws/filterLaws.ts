import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import type { CustomerThread } from "../../CustomerThread.ts"
import { filters, matchesFilters } from "../../ThreadFilters.ts"
import { ThreadQuery } from "../../ThreadQuery.ts"
import { broken, brokenBy, holds, type Law, listUnlimited, sameThreads, undecided, without } from "../Law.ts"
import { hasFilter, noFilters, totalFlags } from "../queryFilters.ts"

const inScope = (query: ThreadQuery) => (thread: CustomerThread) =>
  thread.departmentUuid === query.departmentUuid && thread.customerUuid === query.customerUuid

export const scope: Law = {
  name: "scope",
  statement: "Every listed thread belongs to the customer and the department of the query.",
  source: "documented",
  check: Effect.fnUntraced(function* ({ list, query }) {
    const { threads } = yield* list(query)
    const foreign = threads.filter((thread) => !inScope(query)(thread))
    return brokenBy("threads of another customer or department were listed", foreign, {
      count: threads.length,
      needed: "a thread that the query matches",
    })
  }),
}

export const filterSoundness: Law = {
  name: "filter soundness",
  statement: "Every listed thread equals every filter of the query. Text is compared with its case.",
  source: "documented",
  check: Effect.fnUntraced(function* ({ list, query }) {
    if (!hasFilter(query)) return undecided("a query with a filter")
    const { threads } = yield* list(query)
    const unequal = threads.filter((thread) => !matchesFilters(query)(thread))
    return brokenBy("threads that do not equal a filter were listed", unequal, {
      count: threads.length,
      needed: "a thread that the filters match",
    })
  }),
}

export const filterCompleteness: Law = {
  name: "filter completeness",
  statement: "Without a limit, the list has every thread that equals every filter.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const { known, query } = session
    if (known === undefined) return undecided("the threads that the repository holds")
    const expected = known.filter((thread) => inScope(query)(thread) && matchesFilters(query)(thread))
    const missing = without(expected, yield* listUnlimited(session, query))
    return brokenBy("threads that equal every filter were left out", missing, {
      count: expected.length,
      needed: "a thread that the query matches",
    })
  }),
}

export const fidelity: Law = {
  name: "fidelity",
  statement: "Each listed thread has the same fields as in the repository.",
  source: "documented",
  check: Effect.fnUntraced(function* ({ known, list, query }) {
    if (known === undefined) return undecided("the threads that the repository holds")
    const { threads } = yield* list(query)
    const byId = new Map(known.map((thread) => [thread.id, thread]))
    const changed = threads.filter((thread) => !Equal.equals(thread, byId.get(thread.id)))
    return brokenBy("threads were listed with other fields than they have", changed, {
      count: threads.length,
      needed: "a thread that the query matches",
    })
  }),
}

/** One law for each flag whose field no thread is without. */
export const partitions: ReadonlyArray<Law> = totalFlags.map((flag) => ({
  name: `partition by ${filters[flag]}`,
  statement: `The lists with \`${flag}\` true and false share no thread. Together they are the list without this filter.`,
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const yes = yield* listUnlimited(session, ThreadQuery.from({ ...session.query, [flag]: true }))
    const no = yield* listUnlimited(session, ThreadQuery.from({ ...session.query, [flag]: false }))
    const all = yield* listUnlimited(session, ThreadQuery.from({ ...session.query, [flag]: undefined }))
    const both = [...yes, ...no]
    const common = yes.filter((thread) => no.some((other) => other.id === thread.id))
    if (common.length > 0) return broken(`threads were listed with ${flag} true and with ${flag} false`, common)
    const lost = without(all, both)
    if (lost.length > 0) return broken(`threads were listed with ${flag} neither true nor false`, lost)
    const added = without(both, all)
    return brokenBy(`threads were listed only when ${flag} was given`, added, { count: all.length, needed: "a thread" })
  }),
}))

export const conjunction: Law = {
  name: "conjunction",
  statement: "A list with filters is the list without filters, filtered, in the same order.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const { query } = session
    if (!hasFilter(query)) return undecided("a query with a filter")
    const all = yield* listUnlimited(session, ThreadQuery.from({ ...query, ...noFilters }))
    const expected = all.filter(matchesFilters(query))
    const found = yield* listUnlimited(session, query)
    if (all.length === 0) return undecided("a thread")
    return sameThreads(found, expected)
      ? holds
      : broken("the filtered list is not the filter of the list", [
          ...without(found, expected),
          ...without(expected, found),
        ])
  }),
}

export const unknownScope: Law = {
  name: "unknown customer or department",
  statement: "An unknown customer or department has no threads. It is not an error.",
  source: "assumed",
  check: Effect.fnUntraced(function* ({ list, query }) {
    const unknownUuid = "no-such-identifier-7f3a9c"
    const customer = yield* list(ThreadQuery.from({ ...query, customerUuid: unknownUuid }))
    if (customer.threads.length > 0) return broken("a customer who does not exist has threads", customer.threads)
    const department = yield* list(ThreadQuery.from({ ...query, departmentUuid: unknownUuid }))
    return department.threads.length === 0
      ? holds
      : broken("a department that does not exist has threads", department.threads)
  }),
}
