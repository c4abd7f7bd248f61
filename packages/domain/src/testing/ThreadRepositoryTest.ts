import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import type { ThreadQuery } from "../ThreadQuery.ts"
import { ThreadRepository } from "../ThreadRepository.ts"
import { ThreadRepositoryError } from "../ThreadRepositoryError.ts"
import type { ThreadRepositoryErrorReason } from "../ThreadRepositoryErrorReason.ts"

/** What a call fails with, or undefined when the repository behind answers it. `call` counts from 1. */
export type FailureRule = (query: ThreadQuery, call: number) => Effect.Effect<ThreadRepositoryErrorReason | undefined>

/** Fails whenever the function names a reason. */
export const byRule =
  (rule: (query: ThreadQuery, call: number) => ThreadRepositoryErrorReason | undefined): FailureRule =>
  (query, call) =>
    Effect.sync(() => rule(query, call))

/** Fails the first calls as the script says, "answer" standing for an answer; answers all that come after it. */
export const byScript = (script: ReadonlyArray<ThreadRepositoryErrorReason | "answer">): FailureRule =>
  byRule((_, call) => {
    const step = script[call - 1]
    return step === "answer" ? undefined : step
  })

/** Fails a share of the calls (`rate`, 0 to 1) with one of the reasons: the same calls for the same seed. */
export const byChance = (options: {
  readonly rate: number
  readonly reasons: readonly [ThreadRepositoryErrorReason, ...ReadonlyArray<ThreadRepositoryErrorReason>]
  readonly seed: string | number
}): FailureRule =>
  Effect.fnUntraced(function* (_query, call) {
    const [chance, which] = yield* Effect.all([Random.next, Random.next]).pipe(
      Random.withSeed(`${options.seed} ${call}`),
    )
    return chance < options.rate ? options.reasons[Math.floor(which * options.reasons.length)] : undefined
  })

/** Stands before a repository and fails calls on demand. A failed call does not reach the repository. */
export const layerFailing = (rule: FailureRule): Layer.Layer<ThreadRepository, never, ThreadRepository> =>
  Layer.effect(
    ThreadRepository,
    Effect.map(ThreadRepository, (repository) => {
      let calls = 0
      return ThreadRepository.of({
        list: Effect.fnUntraced(function* (query) {
          calls += 1
          const reason = yield* rule(query, calls)
          return reason === undefined
            ? yield* repository.list(query)
            : yield* new ThreadRepositoryError({ reason, attempts: 1 })
        }),
      })
    }),
  )

/** The queries that a repository was asked. */
export class RecordedQueries extends Context.Service<
  RecordedQueries,
  {
    /** All of them so far, in the order of the calls, the failed ones included. */
    readonly all: Effect.Effect<ReadonlyArray<ThreadQuery>>
  }
>()("@customer-threads/domain/testing/RecordedQueries") {}

/** Stands before a repository and records the queries that it is asked. */
export const layerRecording: Layer.Layer<ThreadRepository | RecordedQueries, never, ThreadRepository> =
  Layer.effectContext(
    Effect.map(ThreadRepository, (repository) => {
      const queries: Array<ThreadQuery> = []
      const list: ThreadRepository["Service"]["list"] = (query) =>
        Effect.suspend(() => {
          queries.push(query)
          return repository.list(query)
        })
      return Context.make(ThreadRepository, { list }).pipe(
        Context.add(RecordedQueries, { all: Effect.sync(() => [...queries]) }),
      )
    }),
  )
