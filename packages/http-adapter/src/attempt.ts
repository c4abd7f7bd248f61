import { type ThreadFailure, type ThreadList, type ThreadQuery, TimedOut } from "@customer-threads/domain"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { AttemptFailure } from "./AttemptFailure.ts"
import type { Transport } from "./Exchange.ts"
import type { CheckedHttpSettings } from "./HttpSettings.ts"
import { hideSecrets } from "./hideSecrets.ts"
import { readAnswer } from "./readAnswer.ts"
import { withSpan } from "./telemetry.ts"

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

/**
 * One try: connect, send, and read every byte of the answer, inside the time that is given. When it ends, however it ends,
 * its connection is closed or back in the pool.
 */
export const makeAttempt = (settings: CheckedHttpSettings, transport: Transport) => {
  const hidden = hideSecrets(settings.credentials)

  const converse = Effect.fnUntraced(function* (query: ThreadQuery, duration: Duration.Duration) {
    const start = yield* Clock.currentTimeMillis
    const exchange = transport(query)
    const read = Effect.fnUntraced(function* () {
      const answer = yield* exchange.answer
      yield* Effect.annotateCurrentSpan("http.response.status_code", answer.status)
      const timeLeft = Duration.subtract(duration, Duration.millis((yield* Clock.currentTimeMillis) - start))
      return yield* readAnswer(answer, query, { maxBodyBytes: settings.maxBodyBytes, timeLeft })
    })
    // When it succeeds there is nothing left to end.
    return yield* Effect.onExit(read(), (exit) => (Exit.isSuccess(exit) ? Effect.void : exchange.abandon))
  })

  return (
    query: ThreadQuery,
    attempt: number,
    { detail, duration }: TimeLimit,
  ): Effect.Effect<ThreadList, AttemptFailure> =>
    converse(query, duration).pipe(
      Effect.mapBoth({ onFailure: hidden.inFailure, onSuccess: hidden.inList }),
      Effect.timeoutOrElse({ duration, orElse: () => timedOut(settings, detail) }),
      Effect.tapError(({ reason }) => Effect.annotateCurrentSpan("error.type", describe(reason))),
      withSpan("HttpThreadRepository.attempt", {
        attributes: { "http.request.method": "POST", "url.template": listThreadsPath, "threads.attempt": attempt },
      }),
    )
}
