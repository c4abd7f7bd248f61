import type { ThreadRepositoryError } from "@customer-threads/domain"
import { monotonicMillis } from "@customer-threads/domain/clock"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Metric from "effect/Metric"
import * as Result from "effect/Result"

/** The attributes that every span of this adapter has. */
export const requestAttributes = { "http.request.method": "POST", "url.template": listThreadsPath }

const calls = Metric.counter("threads.client.calls", { description: "Calls started", incremental: true })
const attempts = Metric.counter("threads.client.attempts", { description: "Requests sent", incremental: true })
const errors = Metric.counter("threads.client.errors", { description: "Calls failed, by reason", incremental: true })
const duration = Metric.histogram("threads.client.duration", {
  description: "Duration of a call in milliseconds, including its attempts and delays",
  boundaries: Metric.exponentialBoundaries({ start: 1, factor: 2, count: 16 }),
})

/** Counts a request that is sent. */
export const countAttempt = Metric.update(attempts, 1)

const countEnd = Effect.fnUntraced(function* (start: number, exit: Exit.Exit<unknown, ThreadRepositoryError>) {
  if (Exit.isFailure(exit)) {
    const error = Cause.findError(exit.cause)
    if (Result.isFailure(error)) return
    yield* Metric.update(Metric.withAttributes(errors, { reason: error.success.reason._tag }), 1)
  }
  yield* Metric.update(duration, (yield* monotonicMillis) - start)
})

/** Counts a call, measures its duration, and counts its failure by reason. An interrupted call only counts as started. */
export const measureCall = Effect.fnUntraced(function* <A>(call: Effect.Effect<A, ThreadRepositoryError>) {
  const start = yield* monotonicMillis
  yield* Metric.update(calls, 1)
  return yield* Effect.onExit(call, (exit) => countEnd(start, exit))
})
