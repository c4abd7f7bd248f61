import { type ThreadList, type ThreadQuery, type ThreadRepositoryErrorReason, TimedOut } from "@customer-threads/domain"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { AttemptFailure } from "./AttemptFailure.ts"
import type { Answer, Transport } from "./Exchange.ts"
import type { HttpSettings } from "./HttpSettings.ts"
import { hideSecrets } from "./hideSecrets.ts"
import { readAnswer } from "./readAnswer.ts"
import { withSpan } from "./telemetry.ts"

const describe = (reason: ThreadRepositoryErrorReason): string =>
  "detail" in reason ? `${reason._tag} ${reason.detail}` : reason._tag

/** How long one try may take, when that ends in milliseconds of the clock, and of which setting it comes. */
export interface TimeLimit {
  readonly duration: Duration.Duration
  readonly endsAt: number
  readonly detail: TimedOut["detail"]
}

/** The failure of a limit that passed. */
export const timedOut = (
  { attemptTimeout, overallTimeout }: HttpSettings,
  detail: TimedOut["detail"],
): Effect.Effect<never, AttemptFailure> => {
  const limit = detail === "attempt" ? attemptTimeout : overallTimeout
  return Effect.fail(new AttemptFailure({ reason: new TimedOut({ detail, limit }) }))
}

/**
 * One try: connect, send, and read every byte of the answer, inside the time that is given. When it ends, however it ends,
 * its connection is closed or back in the pool.
 */
export const makeAttempt = (settings: HttpSettings, transport: Transport) => {
  const hidden = hideSecrets(settings.credentials)

  const read = (answer: Answer, query: ThreadQuery, endsAt: number) =>
    Effect.andThen(
      Effect.annotateCurrentSpan("http.response.status_code", answer.status),
      readAnswer(answer, query, endsAt),
    )

  const converse = (query: ThreadQuery, endsAt: number) =>
    Effect.suspend(() => {
      const exchange = transport(query)
      return Effect.onExit(
        Effect.flatMap(exchange.answer, (answer) => read(answer, query, endsAt)),
        // When it succeeds there is nothing left to end.
        (exit) => (Exit.isSuccess(exit) ? Effect.void : exchange.abandon),
      )
    })

  return (
    query: ThreadQuery,
    attempt: number,
    { detail, duration, endsAt }: TimeLimit,
  ): Effect.Effect<ThreadList, AttemptFailure> =>
    converse(query, endsAt).pipe(
      Effect.mapBoth({ onFailure: hidden.inFailure, onSuccess: hidden.inList }),
      Effect.timeoutOrElse({ duration, orElse: () => timedOut(settings, detail) }),
      Effect.tapError(({ reason }) => Effect.annotateCurrentSpan("error.type", describe(reason))),
      withSpan("HttpThreadRepository.attempt", {
        attributes: { "http.request.method": "POST", "url.template": listThreadsPath, "threads.attempt": attempt },
      }),
    )
}
