import type { Socket } from "node:net"
import type { HttpSettingsInput } from "@customer-threads/http-adapter"
import type { Effect, Scope } from "effect"
import type { RawRequest } from "../../../../test/support/rawServer.ts"

/** A way for a server to misbehave, and the outcome that the caller must get. */
export interface Fault {
  readonly name: string
  /** Misbehaves for a request; `count` begins at 1. */
  readonly misbehave: (socket: Socket, request: RawRequest, count: number) => void
  /** The reason's tag, detail and status, or `accepted` if the response is good all the same. */
  readonly expected: string
  /** The number of attempts of a call that may make three. */
  readonly attempts: 1 | 2 | 3
  readonly settings?: Partial<HttpSettingsInput>
  /** Another address than that of the server that misbehaves over HTTP. */
  readonly baseUrl?: Effect.Effect<string, never, Scope.Scope>
  /** The number of requests of a call if a transport retries by itself. */
  readonly requests?: number
  /** Differences over a transport that decides something by itself. */
  readonly overFetch?: Partial<Pick<Fault, "expected" | "attempts" | "requests">>
  /** True if the fault waits for a time limit. */
  readonly slow?: boolean
}

/** A server that responds to every request with the same bytes. */
export const responding =
  (bytes: Uint8Array): Fault["misbehave"] =>
  (socket) => {
    socket.write(bytes)
  }
