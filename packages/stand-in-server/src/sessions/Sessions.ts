import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Schema from "effect/Schema"
import { errorResponse } from "../errorResponse.ts"
import { SESSION_HEADER } from "../protocol.ts"
import type { CheckedSettings } from "../StandInSettings.ts"
import { makeSession, type Session, type SessionThreads } from "./Session.ts"

/** Maximum sessions beside the default session. */
const MAX_SESSIONS = 1_000

/** Name of a session. */
export const SessionName = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{1,128}$/))
const isSessionName = Schema.is(SessionName)

/** The sessions of a server: the default session, and one for each name in a request. */
export class Sessions {
  readonly #settings: CheckedSettings
  readonly #fork: Effect.Effect<SessionThreads>
  readonly #named = new Map<string, Session>()
  readonly default: Session

  /** `threads` are the threads of the default session. `fork` makes the threads of another session. */
  constructor(settings: CheckedSettings, threads: SessionThreads, fork: Effect.Effect<SessionThreads>) {
    this.#settings = settings
    this.#fork = fork
    this.default = makeSession(settings, threads)
  }

  get names(): ReadonlyArray<string> {
    return [...this.#named.keys()].toSorted()
  }

  /** Finds the session of a request, or the default session if none has its name. Fails with 400 for a malformed name. */
  find({ headers }: HttpServerRequest): Effect.Effect<Session, HttpServerResponse> {
    const name = headers[SESSION_HEADER]
    return name === undefined || isSessionName(name)
      ? Effect.succeed(this.#named.get(name ?? "") ?? this.default)
      : Effect.fail(errorResponse(400, `The header ${SESSION_HEADER} must be 1 to 128 letters, digits, '_' or '-'.`))
  }

  /** Finds the session of a request, or makes it. Fails with 400 for a malformed name, and with 503 over the limit. */
  findOrMake(request: HttpServerRequest): Effect.Effect<Session, HttpServerResponse> {
    return Effect.flatMap(this.find(request), (found) => {
      const name = request.headers[SESSION_HEADER]
      if (name === undefined || this.#named.has(name)) return Effect.succeed(found)
      if (this.#named.size >= MAX_SESSIONS) {
        return Effect.fail(
          errorResponse(503, `There are ${MAX_SESSIONS} sessions already; remove one by the control interface.`),
        )
      }
      return Effect.map(this.#fork, (threads) => {
        const session = makeSession(this.#settings, threads)
        this.#named.set(name, session)
        return session
      })
    })
  }

  /** Removes a session. Returns false if there is none of that name. */
  remove(name: string): boolean {
    return this.#named.delete(name)
  }
}
