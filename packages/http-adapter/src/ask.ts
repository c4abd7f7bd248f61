import type { ThreadList, ThreadQuery } from "@customer-threads/domain"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import type { AttemptFailure } from "./AttemptFailure.ts"
import { makeAttempt, type TimeLimit, timedOut } from "./attempt.ts"
import type { Transport } from "./Exchange.ts"
import type { HttpSettings } from "./HttpSettings.ts"
import { RetryBudget } from "./RetryBudget.ts"
import { mayRetry, retryDelay } from "./retryDelay.ts"
import { countAttempt } from "./telemetry.ts"

/** How often a call has asked so far. */
export interface Progress {
  attempts: number
}

/** Asks until there is an answer, or no use or no time in asking again. All calls share the permits and the retry budget. */
export const makeAsk = Effect.fnUntraced(function* (settings: HttpSettings, transport: Transport) {
  const permits = yield* Semaphore.make(settings.concurrency)
  const budget = new RetryBudget(settings.retryBudget)
  const attempt = makeAttempt(settings, transport)

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

  /** One try once there is a permit, which is waited for no longer than the call may take. */
  const once = (query: ThreadQuery, progress: Progress, deadline: number) =>
    Effect.suspend(() => {
      const isFree = underWay < concurrency
      underWay += 1
      const tried = permits.withPermit(
        Effect.flatMap(Clock.currentTimeMillis, (startedAt) => {
          if (startedAt >= deadline) return tooLate()
          progress.attempts += 1
          return Effect.andThen(countAttempt, attempt(query, progress.attempts, limitAt(startedAt, deadline)))
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
      const outcome = yield* Effect.result(once(query, progress, deadline))
      if (Result.isSuccess(outcome)) {
        budget.earn()
        return outcome.success
      }
      const { reason } = outcome.failure
      if (!mayRetry(reason, progress.attempts, settings)) return yield* outcome.failure
      const wait = yield* retryDelay(reason, progress.attempts, settings)
      const left = deadline - (yield* Clock.currentTimeMillis)
      if (Duration.toMillis(wait) >= left || !budget.spend()) return yield* outcome.failure
      yield* Effect.sleep(wait)
    }
  })
})
