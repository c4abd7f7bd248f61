import * as Effect from "effect/Effect"
import * as Record from "effect/Record"
import type { CustomerThread } from "../CustomerThread.ts"
import type { CustomerUuid, DepartmentUuid } from "../identifiers.ts"
import { filters } from "../ThreadFilters.ts"
import type { ThreadList } from "../ThreadList.ts"
import { ThreadQuery } from "../ThreadQuery.ts"
import { ThreadRepository } from "../ThreadRepository.ts"
import type { ThreadRepositoryError } from "../ThreadRepositoryError.ts"
import { checkQuery, type Exchange } from "./checkLaw.ts"
import { broken, type Law, type Verdict } from "./Law.ts"
import * as filterLaws from "./laws/filterLaws.ts"
import * as limitLaws from "./laws/limitLaws.ts"
import * as listLaws from "./laws/listLaws.ts"
import * as orderLaws from "./laws/orderLaws.ts"
import { laws } from "./laws.ts"
import { flags } from "./queryFilters.ts"

/** The result of a law on a live service. */
export interface Verification {
  readonly law: Law
  readonly verdict: Verdict
  /** The last calls that broke the law, at most two. Empty if it is not broken. */
  readonly exchanges: ReadonlyArray<Exchange>
}

/** The laws about a service that need neither all of its threads nor a write. */
const verifiableLaws: ReadonlyArray<Law> = laws.filter(
  (law) =>
    ![filterLaws.filterCompleteness, filterLaws.fidelity, limitLaws.truncationMarked, listLaws.freshness].includes(law),
)

const swapCase = (text: string): string =>
  [...text]
    .map((character) => (character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase()))
    .join("")

/** The most common value. */
const mostCommon = <A>(values: ReadonlyArray<A>): A | undefined => {
  const counts = new Map<A, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

/** The values to try a filter with: both of a flag; of text, the most common value with each case. */
const valuesFor = (
  filter: keyof typeof filters,
  all: ReadonlyArray<CustomerThread>,
): ReadonlyArray<string | boolean> => {
  if (flags.includes(filter)) return [false, true]
  const common = mostCommon(all.flatMap((thread) => thread[filters[filter]] ?? []))
  return typeof common === "string" ? [...new Set([common, swapCase(common)])] : []
}

/** Chooses the queries that check each law, by the customer's threads. */
const queriesFor = (
  scope: ThreadQuery,
  all: ReadonlyArray<CustomerThread>,
): ((law: Law) => ReadonlyArray<ThreadQuery>) => {
  const values = Record.map(filters, (_, filter) => valuesFor(filter, all))
  const filtered = Record.toEntries(values).flatMap(([filter, tried]) =>
    tried.map((value) => ThreadQuery.from({ ...scope, [filter]: value })),
  )
  const narrow = ThreadQuery.from({
    ...scope,
    ...Object.fromEntries(Record.toEntries(values).map(([filter, [first]]) => [filter, first])),
  })
  const limited = ThreadQuery.from({ ...scope, maxResults: Math.max(1, Math.floor(all.length / 2)) })
  const sorts = (["LAST_MESSAGE_ON", "LAST_DELEGATION_ON"] as const).flatMap((sortOrderKey) =>
    (["ASC", "DESC"] as const).map((sortOrder) => ThreadQuery.from({ ...scope, sortOrderKey, sortOrder })),
  )
  return (law) => {
    switch (law) {
      case filterLaws.filterSoundness:
        return filtered
      case filterLaws.conjunction:
        return [narrow, ...filtered]
      case orderLaws.order:
      case orderLaws.missingSmallest:
      case orderLaws.tiesById:
        return sorts
      case orderLaws.reversal:
        return sorts.filter(({ sortOrder }) => sortOrder === "ASC")
      case limitLaws.limit:
      case limitLaws.prefixesGrow:
        return [limited]
      case limitLaws.limitIsPrefix:
        return [limited, ThreadQuery.from({ ...limited, isClosed: false })]
      default:
        return [scope]
    }
  }
}

/** Calls the repository once for each query. */
const memoized = (repository: ThreadRepository["Service"]): ThreadRepository["Service"] => {
  const lists = new Map<string, ThreadList>()
  return {
    list: (query) =>
      Effect.suspend(() => {
        const key = JSON.stringify(query)
        const known = lists.get(key)
        return known === undefined
          ? Effect.tap(repository.list(query), (list) => Effect.sync(() => lists.set(key, list)))
          : Effect.succeed(known)
      }),
  }
}

const checkLive = (law: Law, query: ThreadQuery) =>
  Effect.catchIf(
    checkQuery(law, query),
    ({ reason }) => reason._tag === "Rejected" || reason._tag === "NotFound",
    (error) =>
      Effect.succeed({ verdict: broken(`the service refused: ${error.message}`), exchanges: [{ query, threads: [] }] }),
  )

/**
 * Checks a live service by every law that needs neither all of its threads nor a write, with the threads of one customer.
 * It only reads, with at most 40 calls. It fails if the service cannot be reached; a call that the service refuses breaks
 * the law.
 */
export const verify = Effect.fnUntraced(function* (scope: {
  readonly departmentUuid: DepartmentUuid
  readonly customerUuid: CustomerUuid
}): Effect.fn.Return<ReadonlyArray<Verification>, ThreadRepositoryError, ThreadRepository> {
  const repository = yield* ThreadRepository
  const remembered = memoized(repository)
  const all = new ThreadQuery(scope)
  const { threads } = yield* remembered.list(all)
  const queries = queriesFor(all, threads)
  return yield* Effect.forEach(verifiableLaws, (law) =>
    Effect.gen(function* () {
      let found: Verification = {
        law,
        verdict: { _tag: "Undecided", needed: "a thread with an assignee" },
        exchanges: [],
      }
      for (const query of queries(law)) {
        const { exchanges, verdict } = yield* checkLive(law, query)
        if (verdict._tag === "Broken") return { law, verdict, exchanges: exchanges.slice(-2) }
        if (verdict._tag === "Holds" || found.verdict._tag !== "Holds") found = { law, verdict, exchanges: [] }
      }
      return found
    }).pipe(Effect.provideService(ThreadRepository, law === listLaws.repeatability ? repository : remembered)),
  )
})
