import type { ThreadRepositoryErrorReason } from "@customer-threads/domain"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { HttpSettings } from "./HttpSettings.ts"

/** Whether a failure of this kind may be followed by another try, after so many. */
export const mayRetry = (reason: ThreadRepositoryErrorReason, attempts: number, settings: HttpSettings): boolean => {
  if (reason._tag === "TimedOut" && reason.detail === "overall") return false
  const { retry } = reason
  return retry !== "never" && attempts < (retry === "once" ? Math.min(2, settings.attempts) : settings.attempts)
}

/** What the service asked to wait, where it did. */
const asked = (reason: ThreadRepositoryErrorReason): Duration.Duration | undefined =>
  reason._tag === "RateLimited" || reason._tag === "Unavailable" ? reason.retryAfter : undefined

/** How long to wait before the next try: what was asked for, or a random part of a backoff that doubles with each try. */
export const retryDelay = Effect.fnUntraced(function* (
  reason: ThreadRepositoryErrorReason,
  attempts: number,
  settings: HttpSettings,
) {
  const wait = asked(reason)
  if (wait !== undefined) return wait
  const base = reason._tag === "RateLimited" ? settings.rateLimitBackoff : settings.backoff
  const most = Math.min(Duration.toMillis(base) * 2 ** (attempts - 1), Duration.toMillis(settings.maxBackoff))
  return Duration.millis((yield* Random.next) * most)
})
