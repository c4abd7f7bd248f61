import * as Effect from "effect/Effect"
import { ThreadQuery } from "../../ThreadQuery.ts"
import { broken, holds, type Law, listUnlimited, sameThreads, undecided } from "../Law.ts"

export const limit: Law = {
  name: "limit",
  statement: "With `maxResults` n, the list has at most n threads.",
  source: "documented",
  check: Effect.fnUntraced(function* ({ list, query }) {
    const limit = query.maxResults ?? 1
    const { threads } = yield* list(ThreadQuery.from({ ...query, maxResults: limit }))
    if (threads.length > limit) return broken(`${threads.length} threads were listed with maxResults ${limit}`, threads)
    return threads.length < limit ? undecided("as many threads as maxResults") : holds
  }),
}

export const limitIsPrefix: Law = {
  name: "limit is a prefix",
  statement:
    "With `maxResults` n, the list is the first n threads of the list without a limit, or all if there are fewer.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const { maxResults } = session.query
    const all = yield* listUnlimited(session, session.query)
    const limit = maxResults ?? Math.ceil(all.length / 2)
    const { threads } = yield* session.list(ThreadQuery.from({ ...session.query, maxResults: limit }))
    if (!sameThreads(threads, all.slice(0, limit))) {
      return broken(`the list with maxResults ${limit} is not the first ${limit} of all ${all.length}`, threads)
    }
    return all.length <= limit ? undecided("more threads than maxResults") : holds
  }),
}

export const prefixesGrow: Law = {
  name: "prefixes grow",
  statement: "The list with `maxResults` n + 1 begins with the list with `maxResults` n.",
  source: "assumed",
  check: Effect.fnUntraced(function* ({ list, query }) {
    const limit = Math.min(query.maxResults ?? 1, 1_000_000)
    const shorter = yield* list(ThreadQuery.from({ ...query, maxResults: limit }))
    const longer = yield* list(ThreadQuery.from({ ...query, maxResults: limit + 1 }))
    if (!sameThreads(shorter.threads, longer.threads.slice(0, limit))) {
      return broken(`the list of ${limit + 1} does not begin with the list of ${limit}`, longer.threads)
    }
    return longer.threads.length <= limit ? undecided("more threads than maxResults") : holds
  }),
}

export const zeroLimit: Law = {
  name: "zero limit",
  statement: "With `maxResults` 0, the list is empty.",
  source: "assumed",
  check: Effect.fnUntraced(function* ({ list, query }) {
    const { threads } = yield* list(ThreadQuery.from({ ...query, maxResults: 0 }))
    return threads.length === 0 ? holds : broken("threads were listed with maxResults 0", threads)
  }),
}

export const noLimit: Law = {
  name: "no limit",
  statement: "Without `maxResults` there is no limit. No value of `maxResults` lists more threads.",
  source: "assumed",
  check: Effect.fnUntraced(function* (session) {
    const all = yield* listUnlimited(session, session.query)
    const { threads } = yield* session.list(ThreadQuery.from({ ...session.query, maxResults: all.length + 1_000 }))
    return sameThreads(threads, all) ? holds : broken(`a limit of ${all.length + 1_000} lists other threads than none`)
  }),
}

export const truncationMarked: Law = {
  name: "truncation marked",
  statement: "A list is marked as possibly incomplete if, and only if, it has `maxResults` threads.",
  source: "assumed",
  check: Effect.fnUntraced(function* ({ list, query }) {
    const { mayBeTruncated, threads } = yield* list(query)
    const expected = query.maxResults !== undefined && threads.length === query.maxResults
    return mayBeTruncated === expected ? holds : broken(`mayBeTruncated is ${mayBeTruncated}`, threads)
  }),
}
