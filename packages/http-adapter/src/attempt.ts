import { type ThreadQuery, type ThreadRepositoryErrorReason, TimedOut } from "@customer-threads/domain"
import { monotonicMillis } from "@customer-threads/domain/clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import * as Tracer from "effect/Tracer"
import type { HttpSettings } from "./HttpSettings.ts"
import { redactCredentials } from "./redaction.ts"
import { makeRequestFor } from "./request.ts"
import { type AttemptFailure, fail, parseResponse } from "./response.ts"
import { countAttempt, requestAttributes } from "./telemetry.ts"
import { classifyTransportError } from "./transportError.ts"

/** A call in progress. */
export interface Call {
  readonly query: ThreadQuery
  readonly span: Tracer.Span
  /** When the call runs out of time, in milliseconds of the clock. */
  readonly deadline: number
  /** Requests sent so far. */
  attempts: number
}

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

/**
 * Makes the function that attempts a call once: it waits for a permit, sends the request, and reads the response to its
 * last byte. When an attempt ends, its connection is closed or idle, and its permit is released.
 */
export const makeAttemptOnce = Effect.fnUntraced(function* (settings: HttpSettings) {
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)
  const permits = yield* Semaphore.make(settings.concurrency)
  const requestFor = makeRequestFor(settings)
  const redact = redactCredentials(settings.credentials)
  const { checkResponses, maxBodyBytes } = settings
  const attemptMillis = Duration.toMillis(settings.attemptTimeout)

  const timedOut = (detail: TimedOut["detail"]) => fail(new TimedOut({ detail, limit: settings[`${detail}Timeout`] }))

  const exchange = (query: ThreadQuery, endsAt: number, span: Tracer.Span) => {
    const scope = Scope.makeUnsafe()
    const context = clientOptions.pipe(Context.add(Scope.Scope, scope), Context.add(Tracer.ParentSpan, span))
    return client.execute(requestFor(query)).pipe(
      Effect.provideContext(context),
      Effect.catch(failedToSend),
      Effect.flatMap((response) => {
        span.attribute("http.response.status_code", response.status)
        return parseResponse(response, query, { maxBodyBytes, checkResponses, endsAt })
      }),
      // After the last byte there is nothing to abort.
      Effect.onError(() => Scope.close(scope, Exit.void)),
      Effect.mapBoth({ onFailure: redact.inFailure, onSuccess: redact.inList }),
    )
  }

  return Effect.fnUntraced(function* (call: Call) {
    const { deadline, query } = call
    const left = deadline - (yield* monotonicMillis)
    yield* Effect.timeoutOrElse(permits.takeScoped(1), { duration: left, orElse: () => timedOut("overall") })
    const now = yield* monotonicMillis
    if (now >= deadline) return yield* timedOut("overall")
    call.attempts += 1
    yield* countAttempt
    const endsAt = Math.min(deadline, now + attemptMillis)
    const attributes = { ...requestAttributes, "threads.attempt": call.attempts }
    return yield* Effect.useSpan("HttpThreadRepository.attempt", { parent: call.span, attributes }, (span) =>
      exchange(query, endsAt, span).pipe(
        Effect.timeoutOrElse({
          duration: endsAt - now,
          orElse: () => timedOut(endsAt === deadline ? "overall" : "attempt"),
        }),
        Effect.tapError(({ reason }) => Effect.sync(() => span.attribute("error.type", describe(reason)))),
      ),
    )
  }, Effect.scoped)
})
