import type { ThreadRepositoryErrorReason } from "@customer-threads/domain"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { HttpPolicy } from "./HttpPolicy.ts"

/** Decides whether another attempt may follow `attempts` of them, the last of which failed with `reason`. */
export const shouldRetry = (reason: ThreadRepositoryErrorReason, attempts: number, policy: HttpPolicy): boolean => {
  if (reason._tag === "TimedOut" && reason.detail === "overall") return false
  const { retry } = reason
  return retry !== "never" && attempts < (retry === "once" ? Math.min(2, policy.attempts) : policy.attempts)
}

/** Chooses the delay of a retry: the service's Retry-After, or a random part of a backoff that doubles each time. */
export const retryDelay = Effect.fnUntraced(function* (
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
export class RetryBudget {
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
