import * as Effect from "effect/Effect"
import * as Record from "effect/Record"
import type { CustomerThread } from "../CustomerThread.ts"
import type { CustomerUuid, DepartmentUuid } from "../identifiers.ts"
import { filters } from "../ThreadFilters.ts"
import type { ThreadList } from "../ThreadList.ts"
import { ThreadQuery } from "../ThreadQuery.ts"
import { ThreadRepository } from "../ThreadRepository.ts"
import type { ThreadRepositoryError } from "../ThreadRepositoryError.ts"
import { type Exchange, judge } from "./checkLaw.ts"
import { broken, type Law, type Verdict, vary } from "./Law.ts"
import * as answerLaws from "./laws/answerLaws.ts"
import * as filterLaws from "./laws/filterLaws.ts"
import * as limitLaws from "./laws/limitLaws.ts"
import * as orderLaws from "./laws/orderLaws.ts"
import { laws } from "./laws.ts"
import { flags } from "./queryFilters.ts"

/** What one law came to on a live service. */
export interface Verification {
  readonly law: Law
  readonly verdict: Verdict
  /** Where the law is broken: at most the last two questions and their answers, which show it. */
  readonly exchanges: ReadonlyArray<Exchange>
}

/** The laws that can be judged without knowing or writing the service's threads, and that are about the service. */
export const verifiableLaws: ReadonlyArray<Law> = laws.filter(
  (law) =>
    ![
      filterLaws.filterCompleteness,
      filterLaws.fidelity,
      limitLaws.truncationMarked,
      answerLaws.freshness,
      answerLaws.invalidQueriesRefused,
    ].includes(law),
)

const swapCase = (text: string): string =>
  [...text]
    .map((character) => (character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase()))
    .join("")

/** The value that most threads have. */
const mostCommon = <A>(values: ReadonlyArray<A>): A | undefined => {
  const counts = new Map<A, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

/** The values to try a filter with: both of a flag; of text the most common one, and the same in the other case. */
const valuesFor = (
  filter: keyof typeof filters,
  all: ReadonlyArray<CustomerThread>,
): ReadonlyArray<string | boolean> => {
  if (flags.includes(filter)) return [false, true]
  const common = mostCommon(all.flatMap((thread) => thread[filters[filter]] ?? []))
  return typeof common === "string" ? [...new Set([common, swapCase(common)])] : []
}

/** The questions to judge each law by, made of what the customer's threads are. */
const questionsFor = (
  scope: ThreadQuery,
  all: ReadonlyArray<CustomerThread>,
): ((law: Law) => ReadonlyArray<ThreadQuery>) => {
  const values = Record.map(filters, (_, filter) => valuesFor(filter, all))
  const filtered = Record.toEntries(values).flatMap(([filter, tried]) =>
    tried.map((value) => vary(scope, { [filter]: value })),
  )
  const narrow = vary(scope, Object.fromEntries(Record.toEntries(values).map(([filter, [first]]) => [filter, first])))
  const half = Math.max(1, Math.floor(all.length / 2))
  const sorts = (["LAST_MESSAGE_ON", "LAST_DELEGATION_ON"] as const).flatMap((sortOrderKey) =>
    (["ASC", "DESC"] as const).map((sortOrder) => vary(scope, { sortOrderKey, sortOrder })),
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
        return [vary(scope, { maxResults: half })]
      case limitLaws.limitIsPrefix:
        return [vary(scope, { maxResults: half }), vary(scope, { isClosed: false, maxResults: half })]
      default:
        return [scope]
    }
  }
}

/** Asks each question once. */
const remembering = (repository: ThreadRepository["Service"]): ThreadRepository["Service"] => {
  const answers = new Map<string, ThreadList>()
  return {
    list: (query) =>
      Effect.suspend(() => {
        const key = JSON.stringify(query)
        const answer = answers.get(key)
        return answer === undefined
          ? Effect.tap(repository.list(query), (list) => Effect.sync(() => answers.set(key, list)))
          : Effect.succeed(answer)
      }),
  }
}

const judgeLive = (law: Law, query: ThreadQuery) =>
  Effect.catchIf(
    judge(law, query),
    ({ reason }) => reason._tag === "Rejected" || reason._tag === "NotFound",
    (error) =>
      Effect.succeed({ verdict: broken(`the service refused: ${error.message}`), exchanges: [{ query, threads: [] }] }),
  )

/**
 * Judges a live service by every law that can be judged there, with the threads that one customer has: read-only, with at
 * most 40 questions. Fails when the service cannot be asked; what it refuses to answer breaks the law.
 */
export const verify = Effect.fnUntraced(function* (scope: {
  readonly departmentUuid: DepartmentUuid
  readonly customerUuid: CustomerUuid
}): Effect.fn.Return<ReadonlyArray<Verification>, ThreadRepositoryError, ThreadRepository> {
  const repository = yield* ThreadRepository
  const remembered = remembering(repository)
  const question = new ThreadQuery(scope)
  const { threads } = yield* remembered.list(question)
  const questions = questionsFor(question, threads)
  return yield* Effect.forEach(verifiableLaws, (law) =>
    Effect.gen(function* () {
      let found: Verification = {
        law,
        verdict: { _tag: "Undecided", needed: "a thread with an assignee" },
        exchanges: [],
      }
      for (const query of questions(law)) {
        const { exchanges, verdict } = yield* judgeLive(law, query)
        if (verdict._tag === "Broken") return { law, verdict, exchanges: exchanges.slice(-2) }
        if (verdict._tag === "Holds" || found.verdict._tag !== "Holds") found = { law, verdict, exchanges: [] }
      }
      return found
    }).pipe(Effect.provideService(ThreadRepository, law === answerLaws.repeatability ? repository : remembered)),
  )
})
