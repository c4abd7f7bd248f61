import type * as Effect from "effect/Effect"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import type { Session } from "../sessions/Session.ts"
import type { Sessions } from "../sessions/Sessions.ts"

/** What a control operation is asked. */
export interface ControlRequest {
  readonly sessions: Sessions
  readonly session: Session
  readonly params: Readonly<Record<string, string | undefined>>
  /** The JSON of the body; undefined for a method that has none. */
  readonly body: unknown
}

/** One method of a resource: what it does, and the JSON that it answers. */
export interface ControlOperation {
  readonly summary: string
  /** An example of the body, for a method that has one. */
  readonly example?: unknown
  readonly handle: (request: ControlRequest) => Effect.Effect<unknown, HttpServerResponse>
}

/** A path under the control prefix, with what its methods do. */
export interface ControlResource {
  readonly path: `/${string}` | ""
  readonly methods: Partial<Record<"GET" | "PUT" | "POST" | "PATCH" | "DELETE", ControlOperation>>
}
