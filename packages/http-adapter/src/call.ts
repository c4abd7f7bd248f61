import type { ThreadList, ThreadQuery } from "@customer-threads/domain"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import { makeAttemptOnce, type TimeLimit, timedOut } from "./attempt.ts"
import type { HttpSettings } from "./HttpSettings.ts"
import type { AttemptFailure } from "./response.ts"
import { RetryBudget, retryDelay, shouldRetry } from "./retry.ts"
import { countAttempt } from "./telemetry.ts"

/** The requests that a call has sent. */
export interface Progress {
  attempts: number
}

/**
 * Makes the function that lists threads: it retries until an attempt succeeds, fails permanently, or leaves no time for
 * another. All calls share the permits and the retry budget.
 */
export const makeCall = Effect.fnUntraced(function* (settings: HttpSettings) {
  const permits = yield* Semaphore.make(settings.concurrency)
  const budget = new RetryBudget(settings.retryBudget)
  const attemptOnce = yield* makeAttemptOnce(settings)

  const { attemptTimeout, concurrency, overallTimeout } = settings
  const attemptMillis = Duration.toMillis(attemptTimeout)
  let underWay = 0

  const limitAt = (now: number, deadline: number): TimeLimit =>
    deadline - now <= attemptMillis
      ? { detail: "overall", duration: Duration.millis(deadline - now), endsAt: deadline }
      : { detail: "attempt", duration: attemptTimeout, endsAt: now + attemptMillis }

  const tooLate = () => timedOut(settings, "overall")

  const endedAt = <A>(deadline: number, effect: Effect.Effect<A, AttemptFailure>) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.timeoutOrElse(effect, { duration: Duration.millis(deadline - now), orElse: tooLate }),
    )

  /** Attempts once with a permit, for which it waits no longer than the call may take. */
  const withPermit = (query: ThreadQuery, progress: Progress, deadline: number) =>
    Effect.suspend(() => {
      const isFree = underWay < concurrency
      underWay += 1
      const tried = permits.withPermit(
        Effect.flatMap(Clock.currentTimeMillis, (startedAt) => {
          if (startedAt >= deadline) return tooLate()
          progress.attempts += 1
          return Effect.andThen(countAttempt, attemptOnce(query, progress.attempts, limitAt(startedAt, deadline)))
        }),
      )
      return Effect.ensuring(
        isFree ? tried : endedAt(deadline, tried),
        Effect.sync(() => {
          underWay -= 1
        }),
      )
    })

  return Effect.fnUntraced(function* (
    query: ThreadQuery,
    progress: Progress,
  ): Effect.fn.Return<ThreadList, AttemptFailure> {
    const deadline = (yield* Clock.currentTimeMillis) + Duration.toMillis(overallTimeout)
    for (;;) {
      const outcome = yield* Effect.result(withPermit(query, progress, deadline))
      if (Result.isSuccess(outcome)) {
        budget.earn()
        return outcome.success
      }
      const { reason } = outcome.failure
      if (!shouldRetry(reason, progress.attempts, settings)) return yield* Effect.fail(outcome.failure)
      const delay = yield* retryDelay(reason, progress.attempts, settings)
      const left = deadline - (yield* Clock.currentTimeMillis)
      if (Duration.toMillis(delay) >= left || !budget.spend()) return yield* Effect.fail(outcome.failure)
      yield* Effect.sleep(delay)
    }
  })
})
