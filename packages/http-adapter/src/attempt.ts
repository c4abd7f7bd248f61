import { type ThreadFailure, type ThreadList, type ThreadQuery, TimedOut } from "@customer-threads/domain"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as Scope from "effect/Scope"
import { AttemptFailure } from "./AttemptFailure.ts"
import { failureOfTransport } from "./failureOfTransport.ts"
import type { CheckedHttpSettings } from "./HttpSettings.ts"
import { hideSecrets } from "./hideSecrets.ts"
import { listThreadsRequest } from "./listThreadsRequest.ts"
import { readResponse } from "./readResponse.ts"
import { withSpan } from "./telemetry.ts"

/** The client's own error holds the request with its headers: only what its cause means goes on. */
const failedToSend = (error: HttpClientError.HttpClientError): Effect.Effect<never, AttemptFailure> =>
  error.reason._tag === "TransportError"
    ? Effect.fail(new AttemptFailure({ reason: failureOfTransport(error.reason.cause) }))
    : Effect.die(new Error(`The request could not be made (${error.reason._tag})`))

const describe = (reason: ThreadFailure): string =>
  "detail" in reason ? `${reason._tag} ${reason.detail}` : reason._tag

/** How long one try may take, and of which setting that comes. */
export interface TimeLimit {
  readonly duration: Duration.Duration
  readonly detail: TimedOut["detail"]
}

/** The failure of a limit that passed. */
export const timedOut = (
  { attemptTimeout, overallTimeout }: CheckedHttpSettings,
  detail: TimedOut["detail"],
): Effect.Effect<never, AttemptFailure> => {
  const limit = detail === "attempt" ? attemptTimeout : overallTimeout
  return Effect.fail(new AttemptFailure({ reason: new TimedOut({ detail, limit }) }))
}

/** The identifiers stay out of spans, no tracing header goes to the vendor, and no redirect is followed. */
const sending = Context.make(HttpClient.TracerDisabledWhen, () => true).pipe(
  Context.add(FetchHttpClient.RequestInit, { redirect: "manual" }),
)

/** Gives the effect a scope that ends with it when it fails. When it succeeds there is nothing left to end. */
const scopedUnlessSuccess = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>): Effect.Effect<A, E> =>
  Effect.suspend(() => {
    const scope = Scope.makeUnsafe()
    return Effect.onExit(Effect.provideContext(effect, Context.add(sending, Scope.Scope, scope)), (exit) =>
      Exit.isSuccess(exit) ? Effect.void : Scope.close(scope, exit),
    )
  })

/**
 * One try: connect, send, and read every byte of the answer, inside the time that is given. When it ends, however it ends,
 * its connection is closed or back in the pool.
 */
export const makeAttempt = Effect.fnUntraced(function* (settings: CheckedHttpSettings) {
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)
  const requestFor = listThreadsRequest(settings)
  const hidden = hideSecrets(settings.credentials)

  const exchange = Effect.fnUntraced(function* (query: ThreadQuery, duration: Duration.Duration) {
    const start = yield* Clock.currentTimeMillis
    const response = yield* Effect.catch(client.execute(requestFor(query)), failedToSend)
    yield* Effect.annotateCurrentSpan("http.response.status_code", response.status)
    const timeLeft = Duration.subtract(duration, Duration.millis((yield* Clock.currentTimeMillis) - start))
    return yield* readResponse(response, query, { maxBodyBytes: settings.maxBodyBytes, timeLeft })
  })

  return (
    query: ThreadQuery,
    attempt: number,
    { detail, duration }: TimeLimit,
  ): Effect.Effect<ThreadList, AttemptFailure> =>
    scopedUnlessSuccess(exchange(query, duration)).pipe(
      Effect.mapBoth({ onFailure: hidden.inFailure, onSuccess: hidden.inList }),
      Effect.timeoutOrElse({ duration, orElse: () => timedOut(settings, detail) }),
      Effect.tapError(({ reason }) => Effect.annotateCurrentSpan("error.type", describe(reason))),
      withSpan("HttpThreadRepository.attempt", {
        attributes: { "http.request.method": "POST", "url.template": listThreadsPath, "threads.attempt": attempt },
      }),
    )
})
