import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { CustomerThread } from "../CustomerThread.ts"
import type { ThreadId } from "../identifiers.ts"
import type { ThreadQuery } from "../ThreadQuery.ts"
import { ThreadRepository } from "../ThreadRepository.ts"
import type { ThreadRepositoryError } from "../ThreadRepositoryError.ts"
import { type LawCase, lawCase } from "./Arbitraries.ts"
import { broken, type Law, type Verdict } from "./Law.ts"
import { ThreadWriter } from "./ThreadWriter.ts"

/** One call of a law: its query, and the threads listed. */
export interface Exchange {
  readonly query: ThreadQuery
  readonly threads: ReadonlyArray<ThreadId>
}

/** The verdict of a law in one case, with every call that led to it. */
export interface LawResult {
  readonly verdict: Verdict
  readonly exchanges: ReadonlyArray<Exchange>
}

/** Checks one law with one query. `known` are all threads of the repository; without them some laws are undecided. */
export const checkQuery = Effect.fnUntraced(function* (
  law: Law,
  query: ThreadQuery,
  known?: ReadonlyArray<CustomerThread>,
): Effect.fn.Return<LawResult, ThreadRepositoryError, ThreadRepository> {
  const repository = yield* ThreadRepository
  const writer = Option.getOrUndefined(yield* Effect.serviceOption(ThreadWriter))
  const exchanges: Array<Exchange> = []
  const list = (query: ThreadQuery) =>
    Effect.tap(repository.list(query), ({ threads }) =>
      Effect.sync(() => exchanges.push({ query, threads: threads.map((thread) => thread.id) })),
    )
  const verdict = yield* law.check({ query, list, known, write: writer?.upsert })
  return { verdict, exchanges }
})

/** The smallest case found in which a repository breaks a law. */
export interface Counterexample extends LawCase {
  /** One sentence, without a period. */
  readonly because: string
  /** The threads concerned; empty if none in particular. */
  readonly offenders: ReadonlyArray<ThreadId>
  /** Every call of the law, in order. */
  readonly exchanges: ReadonlyArray<Exchange>
  /** The option `replay` that checks this case again. */
  readonly replay: string
}

/** The result of `checkLaw`. */
export interface LawReport {
  readonly law: Law
  /** The number of cases checked. */
  readonly runs: number
  /** The number of cases that could decide the law. If it is 0, the law was not tested. */
  readonly decided: number
  /** Undefined if the law was never broken. */
  readonly counterexample: Counterexample | undefined
}

/** The random cases of `checkLaw`. */
export interface CheckOptions {
  /** The number of cases. Default: 100. */
  readonly runs?: number | undefined
  /** The same seed makes the same cases. Default: a random seed. */
  readonly seed?: string | number | undefined
  /** Checks only the case of this `Counterexample.replay`. */
  readonly replay?: string | undefined
}

/**
 * Makes a repository that has the given threads and no others. Its layer also provides a `ThreadWriter` if the repository
 * can be written to.
 */
export type RepositoryFactory<E, R = never> = (
  threads: ReadonlyArray<CustomerThread>,
) => Layer.Layer<ThreadRepository, E, R>

/** Effect's default of 100 left up to five threads where two were enough; 200 left two, over 30 seeds. */
const maxShrinks = 500

/**
 * Checks a law with a new repository for each of many random cases, without a test runner. It shrinks the first case that
 * breaks the law. A repository that fails breaks the law.
 */
export const checkLaw = Effect.fnUntraced(function* <E, R>(
  law: Law,
  makeRepository: RepositoryFactory<E, R>,
  options: CheckOptions = {},
): Effect.fn.Return<LawReport, E, R> {
  let decided = 0
  const check = ({ query, threads }: LawCase) =>
    checkQuery(law, query, threads).pipe(
      Effect.catch((error) =>
        Effect.succeed<LawResult>({ verdict: broken(`the repository failed: ${error.message}`), exchanges: [] }),
      ),
      Effect.provide(makeRepository(threads)),
    )
  const result = yield* Arbitrary.checkEffect(
    lawCase,
    (input) =>
      Effect.map(check(input), ({ verdict }) => {
        if (verdict._tag !== "Undecided") decided += 1
        return verdict._tag !== "Broken"
      }),
    { runs: options.runs ?? 100, maxShrinks, seed: options.seed, replay: options.replay },
  )
  switch (result._tag) {
    case "Passed":
      return { law, runs: result.runs, decided, counterexample: undefined }
    case "Falsified": {
      const { query, threads } = result.shrunkInput
      const { exchanges, verdict } = yield* check({ query, threads })
      const [because, offenders] =
        verdict._tag === "Broken"
          ? [verdict.because, verdict.threads]
          : ["it was broken once, and not when the same case was checked again", []]
      const counterexample = { query, threads, because, offenders, exchanges, replay: result.replay }
      return { law, runs: result.runs, decided, counterexample }
    }
    default:
      return yield* Effect.die(new Error(`The cases could not be made: ${Arbitrary.formatCheckFailure(result)}`))
  }
})
