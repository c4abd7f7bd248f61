import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { refusal } from "../refusal.ts"
import { SESSION_HEADER } from "../serverHeaders.ts"
import type { Session } from "./Session.ts"
import { isSessionName, MAX_SESSIONS, type Sessions } from "./Sessions.ts"

/** The name of the session that a request is of: none is the default one. */
export const sessionName = (request: HttpServerRequest): Effect.Effect<string | undefined, HttpServerResponse> => {
  const name = request.headers[SESSION_HEADER]
  return name === undefined || isSessionName(name)
    ? Effect.succeed(name)
    : Effect.fail(refusal(400, `The header ${SESSION_HEADER} must be 1 to 128 letters, digits, '_' or '-'.`))
}

/** The session that a request is of, or the answer that refuses one more. */
export const sessionOf = (sessions: Sessions, request: HttpServerRequest): Effect.Effect<Session, HttpServerResponse> =>
  Effect.flatMap(sessionName(request), (name) =>
    Effect.flatMap(sessions.of(name), (session) =>
      session === undefined
        ? Effect.fail(refusal(503, `There are ${MAX_SESSIONS} sessions already; remove one by the control interface.`))
        : Effect.succeed(session),
    ),
  )
