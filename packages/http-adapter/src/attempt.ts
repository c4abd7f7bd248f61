import { type ThreadList, type ThreadQuery, type ThreadRepositoryErrorReason, TimedOut } from "@customer-threads/domain"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import type { HttpSettings } from "./HttpSettings.ts"
import { redactCredentials } from "./redaction.ts"
import { makeRequest } from "./request.ts"
import { type AttemptFailure, fail, parseResponse } from "./response.ts"
import { withSpan } from "./telemetry.ts"
import { classifyTransportError } from "./transportError.ts"

/** The client's own span would hold the identifiers, and `fetch` follows redirects by default. */
const clientOptions = Context.make(HttpClient.TracerDisabledWhen, () => true).pipe(
  Context.add(FetchHttpClient.RequestInit, { redirect: "manual" }),
)

/** The client's error holds the request with its credentials, so only its meaning is kept. */
const failedToSend = ({ reason }: HttpClientError.HttpClientError): Effect.Effect<never, AttemptFailure> =>
  reason._tag === "TransportError"
    ? fail(classifyTransportError(reason.cause))
    : Effect.die(new Error(`The request could not be made (${reason._tag})`))

const describe = (reason: ThreadRepositoryErrorReason): string =>
  "detail" in reason ? `${reason._tag} ${reason.detail}` : reason._tag

/** The time limit of an attempt, when that ends in milliseconds of the clock, and the setting that it comes from. */
export interface TimeLimit {
  readonly duration: Duration.Duration
  readonly endsAt: number
  readonly detail: TimedOut["detail"]
}

/** Fails with the limit that passed. */
export const timedOut = (settings: HttpSettings, detail: TimedOut["detail"]): Effect.Effect<never, AttemptFailure> =>
  fail(new TimedOut({ detail, limit: settings[`${detail}Timeout`] }))

/**
 * Makes the function that attempts a call once: it sends the request, and reads the response to its last byte. When the
 * attempt ends, its connection is closed or idle.
 */
export const makeAttemptOnce = Effect.fnUntraced(function* (settings: HttpSettings) {
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)
  const redact = redactCredentials(settings.credentials)
  const { maxBodyBytes } = settings

  return (
    query: ThreadQuery,
    attempt: number,
    { detail, duration, endsAt }: TimeLimit,
  ): Effect.Effect<ThreadList, AttemptFailure> =>
    Effect.suspend(() => client.execute(makeRequest(settings, query))).pipe(
      Effect.provideContext(clientOptions),
      Effect.catch(failedToSend),
      Effect.tap(({ status }) => Effect.annotateCurrentSpan("http.response.status_code", status)),
      Effect.flatMap((response) => parseResponse(response, query, { maxBodyBytes, endsAt })),
      Effect.scoped,
      Effect.mapBoth({ onFailure: redact.inFailure, onSuccess: redact.inList }),
      Effect.timeoutOrElse({ duration, orElse: () => timedOut(settings, detail) }),
      Effect.tapError(({ reason }) => Effect.annotateCurrentSpan("error.type", describe(reason))),
      withSpan("HttpThreadRepository.attempt", {
        attributes: { "http.request.method": "POST", "url.template": listThreadsPath, "threads.attempt": attempt },
      }),
    )
})
