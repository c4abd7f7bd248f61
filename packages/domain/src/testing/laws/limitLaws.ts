import * as Effect from "effect/Effect"
import { askAll, broken, holds, type Law, sameThreads, undecided, vary } from "../Law.ts"

export const limit: Law = {
  name: "limit",
  statement: "With `maxResults` n there are at most n threads.",
  standing: "documented",
  judge: Effect.fnUntraced(function* ({ ask, query }) {
    const limit = query.maxResults ?? 1
    const { threads } = yield* ask(vary(query, { maxResults: limit }))
    if (threads.length > limit) return broken(`${threads.length} threads were listed with maxResults ${limit}`, threads)
    return threads.length < limit ? undecided("as many threads as maxResults") : holds
  }),
}

export const limitIsPrefix: Law = {
  name: "limit is a prefix",
  statement:
    "With `maxResults` n, the list is the first n threads of the list without it, or all when there are fewer.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* (session) {
    const { maxResults } = session.query
    const all = yield* askAll(session, session.query)
    const limit = maxResults ?? Math.ceil(all.length / 2)
    const { threads } = yield* session.ask(vary(session.query, { maxResults: limit }))
    if (!sameThreads(threads, all.slice(0, limit))) {
      return broken(`the list with maxResults ${limit} is not the first ${limit} of all ${all.length}`, threads)
    }
    return all.length <= limit ? undecided("more threads than maxResults") : holds
  }),
}

export const prefixesGrow: Law = {
  name: "prefixes grow",
  statement: "The list with `maxResults` n + 1 begins with the list with `maxResults` n.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* ({ ask, query }) {
    const limit = Math.min(query.maxResults ?? 1, 1_000_000)
    const shorter = yield* ask(vary(query, { maxResults: limit }))
    const longer = yield* ask(vary(query, { maxResults: limit + 1 }))
    if (!sameThreads(shorter.threads, longer.threads.slice(0, limit))) {
      return broken(`the list of ${limit + 1} does not begin with the list of ${limit}`, longer.threads)
    }
    return longer.threads.length <= limit ? undecided("more threads than maxResults") : holds
  }),
}

export const zeroLimit: Law = {
  name: "zero limit",
  statement: "With `maxResults` 0 there are no threads.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* ({ ask, query }) {
    const { threads } = yield* ask(vary(query, { maxResults: 0 }))
    return threads.length === 0 ? holds : broken("threads were listed with maxResults 0", threads)
  }),
}

export const noLimit: Law = {
  name: "no limit",
  statement: "Without `maxResults` there is no limit: no larger `maxResults` lists more.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* (session) {
    const all = yield* askAll(session, session.query)
    const { threads } = yield* session.ask(vary(session.query, { maxResults: all.length + 1_000 }))
    return sameThreads(threads, all) ? holds : broken(`a limit of ${all.length + 1_000} lists other threads than none`)
  }),
}

export const truncationMarked: Law = {
  name: "truncation marked",
  statement: "A list is marked as perhaps cut off exactly when it has as many threads as `maxResults` asked for.",
  standing: "assumed",
  judge: Effect.fnUntraced(function* ({ ask, query }) {
    const list = yield* ask(query)
    const expected = query.maxResults !== undefined && list.threads.length === query.maxResults
    return list.mayBeTruncated === expected ? holds : broken(`mayBeTruncated is ${list.mayBeTruncated}`, list.threads)
  }),
}
