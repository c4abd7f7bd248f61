import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { CustomerThread } from "../CustomerThread.ts"
import type { ThreadId } from "../identifiers.ts"
import type { ThreadQuery } from "../ThreadQuery.ts"
import { ThreadRepository } from "../ThreadRepository.ts"
import type { ThreadRepositoryError } from "../ThreadRepositoryError.ts"
import { aCase, type Case } from "./generators.ts"
import { broken, type Law, type Verdict } from "./Law.ts"
import { ThreadWriter } from "./ThreadWriter.ts"

/** One question that a law asked, and the threads that were listed. */
export interface Exchange {
  readonly query: ThreadQuery
  readonly threads: ReadonlyArray<ThreadId>
}

/** A verdict, with what was asked and answered to reach it. */
export interface Judgement {
  readonly verdict: Verdict
  readonly exchanges: ReadonlyArray<Exchange>
}

/**
 * Judges a repository by one law and one query. `known` are the threads that it holds, without which some laws cannot be
 * decided.
 */
export const judge = Effect.fnUntraced(function* (
  law: Law,
  query: ThreadQuery,
  known?: ReadonlyArray<CustomerThread>,
): Effect.fn.Return<Judgement, ThreadRepositoryError, ThreadRepository> {
  const repository = yield* ThreadRepository
  const writer = Option.getOrUndefined(yield* Effect.serviceOption(ThreadWriter))
  const exchanges: Array<Exchange> = []
  const ask = (asked: ThreadQuery) =>
    Effect.tap(repository.list(asked), ({ threads }) =>
      Effect.sync(() => exchanges.push({ query: asked, threads: threads.map((thread) => thread.id) })),
    )
  const verdict = yield* law.judge({ query, ask, known, write: writer?.upsert })
  return { verdict, exchanges }
})

/** A repository that breaks a law, in the smallest case that was found. */
export interface Counterexample extends Case {
  readonly because: string
  readonly offenders: ReadonlyArray<ThreadId>
  readonly exchanges: ReadonlyArray<Exchange>
  /** Give it as `replay` to judge the same case again. */
  readonly replay: string
}

/** What judging a repository by one law over many cases came to. */
export interface LawReport {
  readonly law: Law
  readonly runs: number
  /** In how many of the runs the threads could decide the law. */
  readonly decided: number
  readonly counterexample: Counterexample | undefined
}

/** How many cases, and from where on: the same seed makes the same cases. */
export interface CheckOptions {
  readonly runs?: number | undefined
  readonly seed?: string | number | undefined
  readonly replay?: string | undefined
}

/** A repository that holds the given threads and no others; with a `ThreadWriter` where it can be written to. */
export type Holding<E, R = never> = (threads: ReadonlyArray<CustomerThread>) => Layer.Layer<ThreadRepository, E, R>

/** Effect's default of 100 left up to five threads where two were enough; 200 left two, over 30 seeds. */
const maxShrinks = 500

/** Judges repositories by one law over random cases, and shrinks the first one that breaks it. */
export const checkLaw = Effect.fnUntraced(function* <E, R>(
  law: Law,
  holding: Holding<E, R>,
  options: CheckOptions = {},
): Effect.fn.Return<LawReport, E, R> {
  let decided = 0
  const judgeCase = ({ query, threads }: Case) =>
    judge(law, query, threads).pipe(
      // A repository that holds what it was given has no reason to fail.
      Effect.catch((error) =>
        Effect.succeed<Judgement>({ verdict: broken(`the repository failed: ${error.message}`), exchanges: [] }),
      ),
      Effect.provide(holding(threads)),
    )
  const result = yield* Arbitrary.checkEffect(
    aCase,
    (given) =>
      Effect.map(judgeCase(given), ({ verdict }) => {
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
      const { exchanges, verdict } = yield* judgeCase({ query, threads })
      const [because, offenders] =
        verdict._tag === "Broken"
          ? [verdict.because, verdict.threads]
          : ["it was broken once, and not when the same case was judged again", []]
      const counterexample = { query, threads, because, offenders, exchanges, replay: result.replay }
      return { law, runs: result.runs, decided, counterexample }
    }
    default:
      return yield* Effect.die(new Error(`The cases could not be made: ${Arbitrary.formatCheckFailure(result)}`))
  }
})
