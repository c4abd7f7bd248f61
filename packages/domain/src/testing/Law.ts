import * as Effect from "effect/Effect"
import type { CustomerThread } from "../CustomerThread.ts"
import type { ThreadId } from "../identifiers.ts"
import type { ThreadList } from "../ThreadList.ts"
import { ThreadQuery } from "../ThreadQuery.ts"
import type { ThreadRepositoryError } from "../ThreadRepositoryError.ts"
import { given } from "./given.ts"

/** Whether the vendor's page says it, or this project assumes it where the page is silent. */
export type Standing = "documented" | "assumed"

/** What a law found: it holds here, it is broken, or these threads cannot tell. */
export type Verdict =
  | { readonly _tag: "Holds" }
  | { readonly _tag: "Broken"; readonly because: string; readonly threads: ReadonlyArray<ThreadId> }
  | { readonly _tag: "Undecided"; readonly needed: string }

/** What a law is given: a query, a way to ask the repository, and more where there is more. */
export interface LawSession {
  readonly query: ThreadQuery
  readonly ask: (query: ThreadQuery) => Effect.Effect<ThreadList, ThreadRepositoryError>
  /** The threads that it holds, where they are known. */
  readonly known: ReadonlyArray<CustomerThread> | undefined
  /** Writes a thread, where the repository can be written to. */
  readonly write: ((thread: CustomerThread) => Effect.Effect<void>) | undefined
}

/** A named statement about what every `ThreadRepository` answers. It calls no implementation but the one it judges. */
export interface Law {
  readonly name: string
  readonly statement: string
  readonly standing: Standing
  readonly judge: (session: LawSession) => Effect.Effect<Verdict, ThreadRepositoryError>
}

export const holds: Verdict = { _tag: "Holds" }

export const undecided = (needed: string): Verdict => ({ _tag: "Undecided", needed })

export const broken = (because: string, threads: ReadonlyArray<CustomerThread> = []): Verdict => ({
  _tag: "Broken",
  because,
  threads: threads.map((thread) => thread.id),
})

/** Broken when there are offenders, and else it holds, or cannot be told when nothing was looked at. */
export const brokenBy = (
  because: string,
  offenders: ReadonlyArray<CustomerThread>,
  looked: { readonly at: number; readonly needed: string },
): Verdict => (offenders.length > 0 ? broken(because, offenders) : looked.at === 0 ? undecided(looked.needed) : holds)

type Changes = { readonly [K in keyof ThreadQuery]?: ThreadQuery[K] | undefined }

/** The query with other values; undefined takes one away. */
export const vary = (query: ThreadQuery, changes: Changes): ThreadQuery =>
  new ThreadQuery(given({ ...query, ...changes }) as Pick<ThreadQuery, keyof ThreadQuery>)

/** Whether two lists are of the same threads in the same order. */
export const sameThreads = (a: ReadonlyArray<CustomerThread>, b: ReadonlyArray<CustomerThread>): boolean =>
  a.length === b.length && a.every((thread, at) => thread.id === b[at]?.id)

/** The threads of `a` that are not in `b`. */
export const without = (
  a: ReadonlyArray<CustomerThread>,
  b: ReadonlyArray<CustomerThread>,
): ReadonlyArray<CustomerThread> => {
  const ids = new Set(b.map((thread) => thread.id))
  return a.filter((thread) => !ids.has(thread.id))
}

/** Asks for all that a query matches, however many they are. */
export const askAll = (session: LawSession, query: ThreadQuery) =>
  Effect.map(session.ask(vary(query, { maxResults: undefined })), (list) => list.threads)
