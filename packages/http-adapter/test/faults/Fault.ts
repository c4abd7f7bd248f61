import type { Socket } from "node:net"
import type { HttpSettingsInput } from "@customer-threads/http-adapter"
import type { Effect, Scope } from "effect"
import type { RawRequest } from "../../../../test/support/rawServer.ts"

/** One way for a server to misbehave, and what a caller must be told. */
export interface Fault {
  readonly name: string
  /** What the server does with each request; it counts them from 1. */
  readonly misbehave: (socket: Socket, request: RawRequest, count: number) => void
  /** The reason's tag, detail and status; `accepted` when the answer is good in spite of it. */
  readonly expected: string
  /** How many requests a call makes when it may make three. */
  readonly attempts: 1 | 2 | 3
  readonly settings?: Partial<HttpSettingsInput>
  /** Where to ask instead of the server that misbehaves over HTTP. */
  readonly baseUrl?: Effect.Effect<string, never, Scope.Scope>
  /** How many requests the service gets of a call, where a transport asks again by itself. */
  readonly requests?: number
  /** What is different over a transport that decides something by itself. */
  readonly overFetch?: Partial<Pick<Fault, "expected" | "attempts" | "requests">>
  /** It waits for a time limit. */
  readonly slow?: boolean
}

/** A server that writes the same bytes whatever it is asked. */
export const answering =
  (bytes: Uint8Array): Fault["misbehave"] =>
  (socket) => {
    socket.write(bytes)
  }
