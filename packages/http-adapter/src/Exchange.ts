import type { ThreadQuery } from "@customer-threads/domain"
import type * as Effect from "effect/Effect"
import type { AttemptFailure } from "./AttemptFailure.ts"

/** What a service answered, as far as it has come. */
export interface Answer {
  readonly status: number
  /** By its name in lower case. */
  readonly header: (name: string) => string | undefined
  /** Every byte of the body. It fails as soon as there are, or are said to be, more than the settings allow. */
  readonly body: Effect.Effect<Uint8Array, AttemptFailure>
}

/** One request and its answer. */
export interface Exchange {
  /** Sends the request, and waits for the status and the headers of its answer. */
  readonly answer: Effect.Effect<Answer, AttemptFailure>
  /** Closes the connection of an exchange that did not come to its end. */
  readonly abandon: Effect.Effect<void>
}

/** A way to the service. */
export type Transport = (query: ThreadQuery) => Exchange
