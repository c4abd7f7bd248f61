import { ThreadRepository, ThreadRepositoryError, TimedOut } from "@customer-threads/domain"
import type { InvalidCredentials } from "@customer-threads/http-api/wire"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as Layer from "effect/Layer"
import { AttemptFailure } from "./AttemptFailure.ts"
import { failureOfTransport } from "./failureOfTransport.ts"
import { checkHttpSettings, defaultBaseUrl, type HttpSettings, type InvalidHttpSettings } from "./HttpSettings.ts"
import { listThreadsRequest } from "./listThreadsRequest.ts"
import { readResponse } from "./readResponse.ts"

const make = Effect.fnUntraced(function* (given: HttpSettings) {
  const settings = yield* Effect.fromResult(checkHttpSettings(given))
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)

  const attempt = (query: Parameters<ThreadRepository["Service"]["list"]>[0]) =>
    Effect.scoped(
      Effect.flatMap(Effect.catch(client.execute(listThreadsRequest(settings, query)), failedToSend), (response) =>
        readResponse(response, query, settings.maxBodyBytes),
      ),
    ).pipe(
      Effect.timeoutOrElse({
        duration: settings.attemptTimeout,
        orElse: () =>
          Effect.fail(
            new AttemptFailure({ reason: new TimedOut({ detail: "attempt", limit: settings.attemptTimeout }) }),
          ),
      }),
      // The identifiers stay out of spans, no tracing header goes to the vendor, and no redirect is followed.
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
      Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
    )

  return ThreadRepository.of({
    list: Effect.fn("HttpThreadRepository.list")((query) =>
      Effect.mapError(
        attempt(query),
        ({ reason, requestUuid }) =>
          new ThreadRepositoryError({ reason, attempts: 1, ...(requestUuid === undefined ? {} : { requestUuid }) }),
      ),
    ),
  })
})

/** The client's own error holds the request with its headers: only what its cause means goes on. */
const failedToSend = (error: HttpClientError.HttpClientError): Effect.Effect<never, AttemptFailure> =>
  error.reason._tag === "TransportError"
    ? Effect.fail(new AttemptFailure({ reason: failureOfTransport(error.reason.cause) }))
    : Effect.die(new Error(`The request could not be made (${error.reason._tag})`))

/** A `ThreadRepository` that asks the vendor's endpoint, over the `HttpClient` that is provided. */
export const layer = (
  settings: HttpSettings,
): Layer.Layer<ThreadRepository, InvalidHttpSettings | InvalidCredentials, HttpClient.HttpClient> =>
  Layer.effect(ThreadRepository, make(settings))

/**
 * The same with its settings read from `THREADS_BASE_URL` (the vendor's address unless set), `THREADS_USERNAME` and
 * `THREADS_PASSWORD`.
 */
export const layerConfig: Layer.Layer<
  ThreadRepository,
  InvalidHttpSettings | InvalidCredentials | Config.ConfigError,
  HttpClient.HttpClient
> = Layer.effect(
  ThreadRepository,
  Effect.flatMap(
    Config.all({
      baseUrl: Config.String("THREADS_BASE_URL").pipe(Config.withDefault(defaultBaseUrl)),
      credentials: Config.all({
        username: Config.Redacted("THREADS_USERNAME"),
        password: Config.Redacted("THREADS_PASSWORD"),
      }),
    }),
    make,
  ),
)
