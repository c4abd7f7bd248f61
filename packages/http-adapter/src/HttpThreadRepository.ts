import { type ThreadQuery, ThreadRepository, ThreadRepositoryError } from "@customer-threads/domain"
import { type InvalidCredentials, listThreadsPath } from "@customer-threads/http-api/wire"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type { AttemptFailure } from "./AttemptFailure.ts"
import { makeAsk } from "./ask.ts"
import { checkHttpSettings, defaultBaseUrl, type HttpSettings, type InvalidHttpSettings } from "./HttpSettings.ts"
import { policyConfig } from "./policyConfig.ts"
import { measureCall, withSpan } from "./telemetry.ts"

const make = Effect.fnUntraced(function* (given: HttpSettings) {
  const settings = yield* Effect.fromResult(checkHttpSettings(given))
  const ask = yield* makeAsk(settings)

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
          Effect.ensuring(Effect.suspend(() => Effect.annotateCurrentSpan("threads.attempts", progress.attempts))),
        ),
      )
    })

  return ThreadRepository.of({
    list: (query) =>
      list(query).pipe(
        withSpan("HttpThreadRepository.list", {
          kind: "client",
          attributes: {
            "http.request.method": "POST",
            "url.template": listThreadsPath,
            ...(settings.identifiersInSpans
              ? { "threads.department": query.departmentUuid, "threads.customer": query.customerUuid }
              : {}),
          },
        }),
      ),
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
