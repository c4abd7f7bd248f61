import { type ThreadQuery, ThreadRepositoryError } from "@customer-threads/domain"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Tracer from "effect/Tracer"
import { type Call, makeAttemptOnce } from "./attempt.ts"
import type { HttpSettings } from "./HttpSettings.ts"
import { RetryBudget, retryDelay, shouldRetry } from "./retry.ts"

/** Makes the function that lists threads. All its calls share the permits for attempts and the retry budget. */
export const makeCall = Effect.fnUntraced(function* (settings: HttpSettings) {
  const attemptOnce = yield* makeAttemptOnce(settings)
  const budget = new RetryBudget(settings.retryBudget)
  const overallMillis = Duration.toMillis(settings.overallTimeout)

  /** Retries until an attempt succeeds, fails permanently, or leaves no time for another. */
  const attemptRepeatedly = Effect.fnUntraced(function* (call: Call) {
    for (;;) {
      const result = yield* Effect.result(attemptOnce(call))
      if (Result.isSuccess(result)) {
        budget.earn()
        return result.success
      }
      const { reason } = result.failure
      if (!shouldRetry(reason, call.attempts, settings)) return yield* Effect.fail(result.failure)
      const delay = yield* retryDelay(reason, call.attempts, settings)
      const left = call.deadline - (yield* Clock.currentTimeMillis)
      if (Duration.toMillis(delay) >= left || !budget.spend()) return yield* Effect.fail(result.failure)
      yield* Effect.sleep(delay)
    }
  })

  return Effect.fnUntraced(function* (query: ThreadQuery, span: Tracer.Span) {
    const deadline = (yield* Clock.currentTimeMillis) + overallMillis
    const call: Call = { query, span, deadline, attempts: 0 }
    return yield* attemptRepeatedly(call).pipe(
      Effect.mapError(
        ({ reason, requestUuid }) =>
          new ThreadRepositoryError({
            reason,
            attempts: call.attempts,
            ...(requestUuid === undefined ? {} : { requestUuid }),
          }),
      ),
      Effect.ensuring(Effect.sync(() => span.attribute("threads.attempts", call.attempts))),
    )
  })
})
