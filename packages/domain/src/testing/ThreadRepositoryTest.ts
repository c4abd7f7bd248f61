import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import type { ThreadQuery } from "../ThreadQuery.ts"
import { ThreadRepository } from "../ThreadRepository.ts"
import { ThreadRepositoryError } from "../ThreadRepositoryError.ts"
import type { ThreadRepositoryErrorReason } from "../ThreadRepositoryErrorReason.ts"

/**
 * Decides if a call fails, and with which reason. Undefined passes the call on to the repository. `call` counts the calls
 * of the layer from 1.
 */
export type FailureRule = (query: ThreadQuery, call: number) => Effect.Effect<ThreadRepositoryErrorReason | undefined>

/** Fails each call for which the function returns a reason. */
export const byRule =
  (rule: (query: ThreadQuery, call: number) => ThreadRepositoryErrorReason | undefined): FailureRule =>
  (query, call) =>
    Effect.sync(() => rule(query, call))

/** Fails the first calls with the reasons of the script, in order. "pass", and every later call, passes on. */
export const byScript = (script: ReadonlyArray<ThreadRepositoryErrorReason | "pass">): FailureRule =>
  byRule((_, call) => {
    const step = script[call - 1]
    return step === "pass" ? undefined : step
  })

/** Fails a random share of the calls (`rate`, 0 to 1), each with one of the reasons. The same seed fails the same calls. */
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

/** Wraps the repository that is provided, and fails calls by a rule. A failed call does not reach the repository. */
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

/** The queries of every call of `layerRecording`. */
export class RecordedQueries extends Context.Service<
  RecordedQueries,
  {
    /** The queries so far, in the order of the calls. Failed calls are included. */
    readonly all: Effect.Effect<ReadonlyArray<ThreadQuery>>
  }
>()("@customer-threads/domain/testing/RecordedQueries") {}

/** Wraps the repository that is provided, and records the query of each call. */
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
