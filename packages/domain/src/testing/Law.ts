import * as Effect from "effect/Effect"
import type { CustomerThread } from "../CustomerThread.ts"
import type { ThreadId } from "../identifiers.ts"
import type { ThreadList } from "../ThreadList.ts"
import { ThreadQuery } from "../ThreadQuery.ts"
import type { ThreadRepositoryError } from "../ThreadRepositoryError.ts"

/** The result of a law in one case: it holds, it is broken, or the threads cannot decide it. */
export type Verdict =
  | { readonly _tag: "Holds" }
  | {
      readonly _tag: "Broken"
      /** One sentence, without a period. */
      readonly because: string
      /** The threads concerned; empty if none in particular. */
      readonly threads: ReadonlyArray<ThreadId>
    }
  | {
      readonly _tag: "Undecided"
      /** The missing part of the case, such as "a query with a filter". */
      readonly needed: string
    }

/** The input of a law: a query and a repository. */
export interface LawSession {
  readonly query: ThreadQuery
  /** Lists from the repository under test. */
  readonly list: (query: ThreadQuery) => Effect.Effect<ThreadList, ThreadRepositoryError>
  /** All threads of the repository. Undefined if they are not known, as with a live service. */
  readonly known: ReadonlyArray<CustomerThread> | undefined
  /** Writes a thread. Undefined if the repository is read-only. */
  readonly write: ((thread: CustomerThread) => Effect.Effect<void>) | undefined
}

/** A named statement that every `ThreadRepository` must keep. */
export interface Law {
  /** A unique name, such as `filter soundness`. */
  readonly name: string
  /** The rule in one sentence, as in `docs/semantics.md`. */
  readonly statement: string
  /** Documented on the vendor's page, or assumed by this project where the page is silent. */
  readonly source: "documented" | "assumed"
  /** Checks the law with one query. It fails if the repository does. */
  readonly check: (session: LawSession) => Effect.Effect<Verdict, ThreadRepositoryError>
}

export const holds: Verdict = { _tag: "Holds" }

export const undecided = (needed: string): Verdict => ({ _tag: "Undecided", needed })

export const broken = (because: string, threads: ReadonlyArray<CustomerThread> = []): Verdict => ({
  _tag: "Broken",
  because,
  threads: threads.map((thread) => thread.id),
})

/** Broken if there are offenders; otherwise it holds, or is undecided if nothing was examined. */
export const brokenBy = (
  because: string,
  offenders: ReadonlyArray<CustomerThread>,
  examined: { readonly count: number; readonly needed: string },
): Verdict =>
  offenders.length > 0 ? broken(because, offenders) : examined.count === 0 ? undecided(examined.needed) : holds

/** Compares two lists by the ids of their threads, in order. */
export const sameThreads = (a: ReadonlyArray<CustomerThread>, b: ReadonlyArray<CustomerThread>): boolean =>
  a.length === b.length && a.every((thread, index) => thread.id === b[index]?.id)

/** The threads of `a` that are not in `b`. */
export const without = (
  a: ReadonlyArray<CustomerThread>,
  b: ReadonlyArray<CustomerThread>,
): ReadonlyArray<CustomerThread> => {
  const ids = new Set(b.map((thread) => thread.id))
  return a.filter((thread) => !ids.has(thread.id))
}

/** Lists every thread that a query matches, without its limit. */
export const listUnlimited = (session: LawSession, query: ThreadQuery) =>
  Effect.map(session.list(ThreadQuery.from({ ...query, maxResults: undefined })), (list) => list.threads)
