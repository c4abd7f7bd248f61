import * as Effect from "effect/Effect"
import type { CustomerThread } from "../../CustomerThread.ts"
import { ThreadQuery } from "../../ThreadQuery.ts"
import { broken, brokenBy, holds, type Law, type LawSession, listUnlimited, sameThreads, undecided } from "../Law.ts"

const sortOf = (query: ThreadQuery) => ({ ...ThreadQuery.defaults, ...query })

/** The sort value in milliseconds since 1970, undefined if it is missing. */
const valueOf = (query: ThreadQuery) => (thread: CustomerThread) =>
  (sortOf(query).sortOrderKey === "LAST_MESSAGE_ON" ? thread.lastMessageOn : thread.lastDelegationOn)?.epochMilliseconds

interface Neighbours {
  readonly a: { readonly thread: CustomerThread; readonly value: number | undefined }
  readonly b: { readonly thread: CustomerThread; readonly value: number | undefined }
}

/** Pairs of neighbours among the threads that `counts` selects, in ascending order. */
const neighboursOf = (
  ascending: ReadonlyArray<CustomerThread>,
  value: (thread: CustomerThread) => number | undefined,
  counts: (thread: CustomerThread) => boolean = () => true,
): ReadonlyArray<Neighbours> => {
  const counted = ascending.filter(counts).map((thread) => ({ thread, value: value(thread) }))
  return counted.slice(1).map((b, index) => ({ a: counted[index] as Neighbours["a"], b }))
}

/** Lists in ascending order: a `DESC` list is reversed. */
const listAscending = (session: LawSession) =>
  Effect.map(session.list(session.query), ({ threads }) =>
    sortOf(session.query).sortOrder === "ASC" ? threads : threads.toReversed(),
  )

const offendersAmong = (neighbours: ReadonlyArray<Neighbours>, isWrong: (pair: Neighbours) => boolean) => [
  ...new Set(neighbours.filter(isWrong).flatMap(({ a, b }) => [a.thread, b.thread])),
]

export const order: Law = {
  name: "order",
  statement: "Threads are in the order of the sort key's instant: oldest first with `ASC`, newest first with `DESC`.",
  source: "documented",
  check: Effect.fnUntraced(function* (session) {
    const value = valueOf(session.query)
    const known = neighboursOf(yield* listAscending(session), value, (thread) => value(thread) !== undefined)
    const pairs = known.filter(({ a, b }) => a.value !== b.value)
    const wrong = offendersAmong(pairs, ({ a, b }) => (a.value as number) > (b.value as number))
    return brokenBy("threads are not in the order of the sort key", wrong, {
      count: pairs.length,
      needed: "two threads with different instants",
    })
  }),
}

export const missingSmallest: Law = {
  name: "missing smallest",
  statement: "A thread without the sort key's instant comes first with `ASC` and last with `DESC`.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const pairs = neighboursOf(yield* listAscending(session), valueOf(session.query)).filter(
      ({ a, b }) => (a.value === undefined) !== (b.value === undefined),
    )
    const wrong = offendersAmong(pairs, ({ b }) => b.value === undefined)
    return brokenBy("a thread without the sort value is not the smallest", wrong, {
      count: pairs.length,
      needed: "a thread with the instant sorted by and one without",
    })
  }),
}

export const tiesById: Law = {
  name: "ties by id",
  statement:
    "Threads with equal instants, or without an instant, are in the order of their ids, in the direction of the sort.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const pairs = neighboursOf(yield* listAscending(session), valueOf(session.query)).filter(
      ({ a, b }) => a.value === b.value,
    )
    const wrong = offendersAmong(pairs, ({ a, b }) => a.thread.id > b.thread.id)
    return brokenBy("threads with equal sort values are not in the order of their ids", wrong, {
      count: pairs.length,
      needed: "two threads with the same instant, or two without",
    })
  }),
}

export const reversal: Law = {
  name: "reversal",
  statement: "The list with `DESC` is the reverse of the list with `ASC`.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const ascending = yield* listUnlimited(session, ThreadQuery.from({ ...session.query, sortOrder: "ASC" }))
    const descending = yield* listUnlimited(session, ThreadQuery.from({ ...session.query, sortOrder: "DESC" }))
    if (!sameThreads(descending, ascending.toReversed())) return broken("DESC is not ASC reversed", descending)
    return ascending.length < 2 ? undecided("two threads that the query matches") : holds
  }),
}

export const defaults: Law = {
  name: "defaults",
  statement: "Without a sort key and order, the list is sorted by `LAST_MESSAGE_ON`, `DESC`.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const byDefault = yield* listUnlimited(
      session,
      ThreadQuery.from({ ...session.query, sortOrderKey: undefined, sortOrder: undefined }),
    )
    const explicit = yield* listUnlimited(
      session,
      ThreadQuery.from({ ...session.query, sortOrderKey: "LAST_MESSAGE_ON", sortOrder: "DESC" }),
    )
    if (!sameThreads(byDefault, explicit)) return broken("the default order is not LAST_MESSAGE_ON, DESC", byDefault)
    return explicit.length < 2 ? undecided("two threads that the query matches") : holds
  }),
}
