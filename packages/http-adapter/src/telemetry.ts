import type { ThreadRepositoryError } from "@customer-threads/domain"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Metric from "effect/Metric"
import * as Result from "effect/Result"
import * as Tracer from "effect/Tracer"

const calls = Metric.counter("threads.client.calls", { description: "Lists asked for", incremental: true })
const attempts = Metric.counter("threads.client.attempts", { description: "Requests sent", incremental: true })
const errors = Metric.counter("threads.client.errors", {
  description: "Lists that could not be had",
  incremental: true,
})
const latency = Metric.histogram("threads.client.duration", {
  description: "How long a list took, in milliseconds, its tries and waits included",
  boundaries: Metric.exponentialBoundaries({ start: 1, factor: 2, count: 16 }),
})

/** Puts a span around an effect where there is a tracer to receive it: one that nobody sees costs a tenth of a call. */
export const withSpan =
  (name: string, options: Tracer.SpanOptions) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.flatMap(Tracer.Tracer, (tracer) =>
      tracer === Tracer.nativeTracer ? effect : Effect.withSpan(name, options, { captureStackTrace: false })(effect),
    )

/** Counts a request that is sent. */
export const countAttempt = Metric.update(attempts, 1)

const countEnd = (start: number): Effect.Effect<void> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => Metric.update(latency, now - start))

const countFailure = (start: number, cause: Cause.Cause<ThreadRepositoryError>): Effect.Effect<void> => {
  const error = Cause.findError(cause)
  return Result.isFailure(error)
    ? Effect.void
    : Effect.andThen(
        Metric.update(Metric.withAttributes(errors, { reason: error.success.reason._tag }), 1),
        countEnd(start),
      )
}

/** Counts a call, how long it took, and by its reason that it failed. An interrupted call is neither. */
export const measureCall = <A>(
  call: Effect.Effect<A, ThreadRepositoryError>,
): Effect.Effect<A, ThreadRepositoryError> =>
  Effect.flatMap(Clock.currentTimeMillis, (start) =>
    Effect.andThen(
      Metric.update(calls, 1),
      Effect.onExit(call, (exit) => (Exit.isSuccess(exit) ? countEnd(start) : countFailure(start, exit.cause))),
    ),
  )
