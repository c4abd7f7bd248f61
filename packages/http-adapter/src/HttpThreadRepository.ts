import { ThreadRepository } from "@customer-threads/domain"
import type { InvalidCredentials } from "@customer-threads/http-api/settings"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { makeCall } from "./call.ts"
import {
  decodeHttpSettings,
  fromConfigError,
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

/**
 * A `ThreadRepository` that lists threads from the vendor's endpoint, over the `HttpClient` that is provided. `list` fails
 * with `ThreadRepositoryError` as the policy in `options` says. All calls of a layer share its permits and its retry budget.
 * An invalid option fails the layer before anything is sent.
 *
 * @example
 * ```ts
 * import { ThreadQuery, ThreadRepository } from "@customer-threads/domain"
 * import { HttpThreadRepository } from "@customer-threads/http-adapter"
 * import { NodeHttpClient } from "@effect/platform-node"
 * import { Console, Effect, Layer, Redacted } from "effect"
 *
 * const repository = HttpThreadRepository.layer({
 *   baseUrl: "http://127.0.0.1:1/communications",
 *   credentials: { username: Redacted.make("subscriber"), password: Redacted.make("secret") },
 *   attempts: 1,
 * })
 * const query = ThreadQuery.from({ departmentUuid: "d1", customerUuid: "c1", isClosed: false })
 * await ThreadRepository.use(({ list }) => list(query)).pipe(
 *   Effect.flatMap(({ threads }) => Console.log(`${threads.length} threads`)),
 *   Effect.catchTag("ThreadRepositoryError", ({ message }) => Console.log(message)),
 *   Effect.provide(Layer.provide(repository, NodeHttpClient.layerUndici)),
 *   Effect.runPromise,
 * )
 * ```
 *
 * No server listens on port 1, so it prints
 *
 * ```text
 * No connection to the service could be made, after 1 attempt; check the base URL and the network.
 * ```
 */
export const layer = (
  options: HttpSettingsInput,
): Layer.Layer<ThreadRepository, InvalidHttpSettings | InvalidCredentials, HttpClient.HttpClient> =>
  Layer.effect(ThreadRepository, Effect.flatMap(Effect.fromResult(decodeHttpSettings(options)), make))

/**
 * The same repository, with its options from the `ConfigProvider`, by default the environment: `THREADS_BASE_URL` (default:
 * `defaultBaseUrl`), `THREADS_USERNAME`, `THREADS_PASSWORD`, and a setting for each option of the policy, such as
 * `THREADS_ATTEMPTS`. A missing or invalid setting fails the layer with `InvalidHttpSettings`, which
 * names it, without the value.
 *
 * @example
 * ```ts
 * import { ThreadQuery, ThreadRepository } from "@customer-threads/domain"
 * import { HttpThreadRepository } from "@customer-threads/http-adapter"
 * import { NodeHttpClient } from "@effect/platform-node"
 * import { Console, Effect, Layer } from "effect"
 *
 * const query = ThreadQuery.from({ departmentUuid: "service-department", customerUuid: "customer-01", maxResults: 3 })
 * const program = Effect.gen(function* () {
 *   const { threads } = yield* ThreadRepository.use(({ list }) => list(query))
 *   yield* Console.log(`${threads.length} threads`)
 * })
 * await program.pipe(
 *   Effect.provide(Layer.provide(HttpThreadRepository.layerConfig, NodeHttpClient.layerUndici)),
 *   Effect.runPromise,
 * )
 * ```
 *
 * For a service with the sample threads, it prints
 *
 * ```text
 * 3 threads
 * ```
 */
export const layerConfig: Layer.Layer<ThreadRepository, InvalidHttpSettings, HttpClient.HttpClient> = Layer.effect(
  ThreadRepository,
  Effect.flatMap(Effect.mapError(httpSettingsConfig, fromConfigError), make),
)
