import { type ThreadQuery, ThreadRepository, ThreadRepositoryError, TimedOut } from "@customer-threads/domain"
import { type InvalidCredentials, listThreadsPath } from "@customer-threads/http-api/wire"
import * as Clock from "effect/Clock"
import * as Config from "effect/Config"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import type { AttemptFailure } from "./AttemptFailure.ts"
import { makeAttempt } from "./attempt.ts"
import { makeBreaker } from "./breaker.ts"
import { checkHttpSettings, defaultBaseUrl, type HttpSettings, type InvalidHttpSettings } from "./HttpSettings.ts"
import { policyConfig } from "./policyConfig.ts"
import { RetryBudget } from "./RetryBudget.ts"
import { mayRetry, retryDelay } from "./retryDelay.ts"
import { countAttempt, measureCall } from "./telemetry.ts"

const make = Effect.fnUntraced(function* (given: HttpSettings) {
  const settings = yield* Effect.fromResult(checkHttpSettings(given))
  const { overallTimeout } = settings
  const permits = yield* Semaphore.make(settings.concurrency)
  const budget = new RetryBudget(settings.retryBudget)
  const attempt = yield* makeAttempt(settings)
  const guarded = yield* makeBreaker(settings)

  /** Asks until there is an answer, or no use or no time in asking again. */
  const ask = Effect.fnUntraced(function* (query: ThreadQuery, progress: { attempts: number }) {
    const deadline = (yield* Clock.currentTimeMillis) + Duration.toMillis(overallTimeout)
    const once = permits.withPermit(
      guarded(
        Effect.suspend(() => {
          progress.attempts += 1
          return Effect.andThen(countAttempt, attempt(query, progress.attempts))
        }),
      ),
    )
    for (;;) {
      const outcome = yield* Effect.result(once)
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

  const list = (query: ThreadQuery) =>
    Effect.suspend(() => {
      const progress = { attempts: 0 }
      const failed = ({ reason, requestUuid }: Pick<AttemptFailure, "reason" | "requestUuid">) =>
        new ThreadRepositoryError({
          reason,
          attempts: progress.attempts,
          ...(requestUuid === undefined ? {} : { requestUuid }),
        })
      return measureCall(
        ask(query, progress).pipe(
          Effect.mapError(failed),
          Effect.timeoutOrElse({
            duration: overallTimeout,
            orElse: () => Effect.fail(failed({ reason: new TimedOut({ detail: "overall", limit: overallTimeout }) })),
          }),
          Effect.ensuring(Effect.suspend(() => Effect.annotateCurrentSpan("threads.attempts", progress.attempts))),
        ),
      )
    })

  return ThreadRepository.of({
    list: (query) =>
      Effect.withSpan(list(query), "HttpThreadRepository.list", {
        kind: "client",
        attributes: {
          "http.request.method": "POST",
          "url.template": listThreadsPath,
          ...(settings.identifiersInSpans
            ? { "threads.department": query.departmentUuid, "threads.customer": query.customerUuid }
            : {}),
        },
      }),
  })
})

/** A `ThreadRepository` that asks the vendor's endpoint, over the `HttpClient` that is provided. */
export const layer = (
  settings: HttpSettings,
): Layer.Layer<ThreadRepository, InvalidHttpSettings | InvalidCredentials, HttpClient.HttpClient> =>
  Layer.effect(ThreadRepository, make(settings))

/**
 * The same with its settings read from `THREADS_BASE_URL` (the vendor's address unless set), `THREADS_USERNAME`,
 * `THREADS_PASSWORD`, and one named after each of the policy, such as `THREADS_ATTEMPTS` and `THREADS_OVERALL_TIMEOUT`.
 */
export const layerConfig: Layer.Layer<
  ThreadRepository,
  InvalidHttpSettings | InvalidCredentials | Config.ConfigError,
  HttpClient.HttpClient
> = Layer.effect(
  ThreadRepository,
  Effect.gen(function* () {
    const { policy, ...settings } = yield* Config.all({
      policy: policyConfig,
      baseUrl: Config.String("THREADS_BASE_URL").pipe(Config.withDefault(defaultBaseUrl)),
      credentials: Config.all({
        username: Config.Redacted("THREADS_USERNAME"),
        password: Config.Redacted("THREADS_PASSWORD"),
      }),
    })
    return yield* make({ ...policy, ...settings })
  }),
)
