import * as Config from "effect/Config"
import * as Option from "effect/Option"
import type { HttpPolicy } from "./HttpSettings.ts"

const optional = <A>(config: Config.Config<A>): Config.Config<A | undefined> =>
  Config.map(Config.option(config), Option.getOrUndefined)

/** The policy from named settings, each of which may be left out. Durations are written as `10 seconds` or `100 millis`. */
export const policyConfig: Config.Config<HttpPolicy> = Config.all({
  attempts: optional(Config.Int("THREADS_ATTEMPTS")),
  backoff: optional(Config.Duration("THREADS_BACKOFF")),
  rateLimitBackoff: optional(Config.Duration("THREADS_RATE_LIMIT_BACKOFF")),
  maxBackoff: optional(Config.Duration("THREADS_MAX_BACKOFF")),
  attemptTimeout: optional(Config.Duration("THREADS_ATTEMPT_TIMEOUT")),
  overallTimeout: optional(Config.Duration("THREADS_OVERALL_TIMEOUT")),
  maxBodyBytes: optional(Config.Int("THREADS_MAX_BODY_BYTES")),
  concurrency: optional(Config.Int("THREADS_CONCURRENCY")),
  retryBudget: optional(Config.Int("THREADS_RETRY_BUDGET")),
  identifiersInSpans: optional(Config.Boolean("THREADS_IDENTIFIERS_IN_SPANS")),
})
