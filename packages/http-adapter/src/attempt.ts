import { type ThreadFailure, type ThreadList, type ThreadQuery, TimedOut } from "@customer-threads/domain"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import { AttemptFailure } from "./AttemptFailure.ts"
import { failureOfTransport } from "./failureOfTransport.ts"
import type { CheckedHttpSettings } from "./HttpSettings.ts"
import { hideSecrets } from "./hideSecrets.ts"
import { listThreadsRequest } from "./listThreadsRequest.ts"
import { readResponse } from "./readResponse.ts"

/** The client's own error holds the request with its headers: only what its cause means goes on. */
const failedToSend = (error: HttpClientError.HttpClientError): Effect.Effect<never, AttemptFailure> =>
  error.reason._tag === "TransportError"
    ? Effect.fail(new AttemptFailure({ reason: failureOfTransport(error.reason.cause) }))
    : Effect.die(new Error(`The request could not be made (${error.reason._tag})`))

const describe = (reason: ThreadFailure): string =>
  "detail" in reason ? `${reason._tag} ${reason.detail}` : reason._tag

/**
 * One try: connect, send, and read every byte of the answer, inside the limit of a try. When it ends, however it ends, its
 * connection is closed or back in the pool.
 */
export const makeAttempt = Effect.fnUntraced(function* (settings: CheckedHttpSettings) {
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)
  const { attemptTimeout } = settings
  const hidden = hideSecrets(settings.credentials)

  const exchange = Effect.fnUntraced(function* (query: ThreadQuery) {
    const start = yield* Clock.currentTimeMillis
    const response = yield* Effect.catch(client.execute(listThreadsRequest(settings, query)), failedToSend)
    yield* Effect.annotateCurrentSpan("http.response.status_code", response.status)
    const timeLeft = Duration.subtract(attemptTimeout, Duration.millis((yield* Clock.currentTimeMillis) - start))
    return yield* readResponse(response, query, { maxBodyBytes: settings.maxBodyBytes, timeLeft })
  })

  return (query: ThreadQuery, attempt: number): Effect.Effect<ThreadList, AttemptFailure> =>
    Effect.scoped(exchange(query)).pipe(
      Effect.mapBoth({ onFailure: hidden.inFailure, onSuccess: hidden.inList }),
      Effect.timeoutOrElse({
        duration: attemptTimeout,
        orElse: () =>
          Effect.fail(new AttemptFailure({ reason: new TimedOut({ detail: "attempt", limit: attemptTimeout }) })),
      }),
      // The identifiers stay out of spans, no tracing header goes to the vendor, and no redirect is followed.
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
      Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
      Effect.tapError(({ reason }) => Effect.annotateCurrentSpan("error.type", describe(reason))),
      Effect.withSpan(
        "HttpThreadRepository.attempt",
        { attributes: { "http.request.method": "POST", "url.template": listThreadsPath, "threads.attempt": attempt } },
        { captureStackTrace: false },
      ),
    )
})
