import type * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import type { Random } from "effect/Random"
import type * as Schema from "effect/Schema"

/** The request that a fault is injected into, and the random numbers of this injection. */
export interface FaultContext {
  readonly request: HttpServerRequest
  readonly random: Random
}

/** A kind of fault: the value after its name, and its effect on a response. */
export interface FaultKind<A> {
  /** Codec of the text after the name and `=`. The text is undefined without `=`. */
  readonly value: Schema.Codec<A, string | undefined>
  /** Every delay that is due applies; of the faults that change the response or the connection, the first of each. */
  readonly stage: "delay" | "response" | "connection"
  readonly apply: <R>(
    response: Effect.Effect<HttpServerResponse, never, R>,
    value: A,
    context: FaultContext,
  ) => Effect.Effect<HttpServerResponse, never, R>
}

/** The bytes of a response. Every response that a fault can change has them. */
export const bytesOf = ({ body }: HttpServerResponse): Uint8Array =>
  body._tag === "Uint8Array" ? body.body : new Uint8Array()
