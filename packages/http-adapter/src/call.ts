import { type ThreadQuery, ThreadRepositoryError, type ThreadRepositoryErrorReason } from "@customer-threads/domain"
import { monotonicMillis } from "@customer-threads/domain/clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import type * as Tracer from "effect/Tracer"
import { type Call, makeAttemptOnce } from "./attempt.ts"
import type { HttpPolicy } from "./HttpPolicy.ts"
import type { HttpSettings } from "./HttpSettings.ts"

/** Decides whether another attempt may follow `attempts` of them, the last of which failed with `reason`. */
const shouldRetry = (reason: ThreadRepositoryErrorReason, attempts: number, policy: HttpPolicy): boolean => {
  if (reason._tag === "TimedOut" && reason.detail === "overall") return false
  const { retry } = reason
  return retry !== "never" && attempts < (retry === "once" ? Math.min(2, policy.attempts) : policy.attempts)
}

/** Chooses the delay of a retry: the service's Retry-After, or a random part of a backoff that doubles each time. */
const retryDelay = Effect.fnUntraced(function* (
  reason: ThreadRepositoryErrorReason,
  attempts: number,
  policy: HttpPolicy,
) {
  if ("retryAfter" in reason && reason.retryAfter !== undefined) return reason.retryAfter
  const backoff = reason._tag === "RateLimited" ? policy.rateLimitBackoff : policy.backoff
  const longest = Math.min(Duration.toMillis(backoff) * 2 ** (attempts - 1), Duration.toMillis(policy.maxBackoff))
  return Duration.millis((yield* Random.next) * longest)
})

/**
 * The retries that all calls of a layer have left. Each success earns half a retry, up to ten times the initial number. If
 * everything fails, none is left soon, and a service in trouble gets few requests more than usual.
 */
class RetryBudget {
  readonly #max: number
  #left: number

  constructor(initial: number) {
    this.#left = initial
    this.#max = initial * 10
  }

  earn(): void {
    this.#left = Math.min(this.#max, this.#left + 0.5)
  }

  /** Takes a retry, and returns false if none is left. */
  spend(): boolean {
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}

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
      const left = call.deadline - (yield* monotonicMillis)
      if (Duration.toMillis(delay) >= left || !budget.spend()) return yield* Effect.fail(result.failure)
      yield* Effect.sleep(delay)
    }
  })

  return Effect.fnUntraced(function* (query: ThreadQuery, span: Tracer.Span) {
    const deadline = (yield* monotonicMillis) + overallMillis
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
