import { ThreadRepository } from "@customer-threads/domain"
import type { InvalidCredentials } from "@customer-threads/http-api/settings"
import type * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { makeCall } from "./call.ts"
import {
  decodeHttpSettings,
  type HttpSettings,
  type HttpSettingsInput,
  httpSettingsConfig,
  type InvalidHttpSettings,
} from "./HttpSettings.ts"
import { measureCall, requestAttributes } from "./telemetry.ts"

const make = Effect.fnUntraced(function* (settings: HttpSettings) {
  const call = yield* makeCall(settings)

  return ThreadRepository.of({
    list: (query) => {
      const identifiers = { "threads.department": query.departmentUuid, "threads.customer": query.customerUuid }
      const attributes = { ...requestAttributes, ...(settings.identifiersInSpans ? identifiers : {}) }
      return Effect.useSpan("HttpThreadRepository.list", { kind: "client", attributes }, (span) =>
        measureCall(call(query, span)),
      )
    },
  })
})

/** A `ThreadRepository` that asks the vendor's endpoint, over the `HttpClient` that is provided. */
export const layer = (
  options: HttpSettingsInput,
): Layer.Layer<ThreadRepository, InvalidHttpSettings | InvalidCredentials, HttpClient.HttpClient> =>
  Layer.effect(ThreadRepository, Effect.flatMap(Effect.fromResult(decodeHttpSettings(options)), make))

/**
 * The same with its options read from `THREADS_BASE_URL` (default: the vendor's address), `THREADS_USERNAME`,
 * `THREADS_PASSWORD` and a setting for each option of the policy, such as `THREADS_ATTEMPTS` and `THREADS_OVERALL_TIMEOUT`.
 */
export const layerConfig: Layer.Layer<ThreadRepository, Config.ConfigError, HttpClient.HttpClient> = Layer.effect(
  ThreadRepository,
  Effect.flatMap(httpSettingsConfig, make),
)
