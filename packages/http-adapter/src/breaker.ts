import { retryHelps, Unavailable } from "@customer-threads/domain"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as CircuitBreaker from "effect/persistence/CircuitBreaker"
import * as Result from "effect/Result"
import { AttemptFailure } from "./AttemptFailure.ts"
import type { CheckedHttpSettings } from "./HttpSettings.ts"

/** What a try says about the service: a refusal is an answer, and only what a retry could mend is a failure. */
const classify = (exit: Exit.Exit<unknown, AttemptFailure>): CircuitBreaker.Outcome => {
  if (Exit.isSuccess(exit)) return CircuitBreaker.success
  const error = Cause.findError(exit.cause)
  if (Result.isFailure(error)) return CircuitBreaker.ignored
  const { reason } = error.success
  // The caller had no more time, which says nothing of the service.
  if (reason._tag === "TimedOut" && reason.detail === "overall") return CircuitBreaker.ignored
  return retryHelps(reason) === "never" ? CircuitBreaker.success : CircuitBreaker.failure()
}

const leftAlone = (error: CircuitBreaker.CircuitBreakerError) =>
  new AttemptFailure({
    reason: new Unavailable({
      detail: "breaker",
      ...(error.reason._tag === "CircuitOpen" ? { retryAfter: error.reason.retryAfter } : {}),
    }),
  })

/** Guards tries with a circuit breaker, where the settings ask for one. */
export const makeBreaker = Effect.fnUntraced(function* ({ breakerFailures, breakerPause }: CheckedHttpSettings) {
  if (breakerFailures === 0) return <A>(attempt: Effect.Effect<A, AttemptFailure>) => attempt
  const store = yield* Layer.build(CircuitBreaker.layerStoreMemory())
  const breaker = yield* Effect.provide(
    CircuitBreaker.make({ tripPolicy: CircuitBreaker.consecutive(breakerFailures), openDuration: breakerPause }),
    store,
  )
  return <A>(attempt: Effect.Effect<A, AttemptFailure>) =>
    Effect.catchTag(breaker.execute(attempt, { key: "service", classify }), "CircuitBreakerError", leftAlone)
})
