import * as Effect from "effect/Effect"
import { loaded } from "./loaded.ts"

type Handlers = typeof import("./run/handlers.ts")

/** The handler of a command, loaded with all others when one is needed: help and `list` wait for none of them. */
export const handledBy =
  <Input, A, E, R>(pick: (handlers: Handlers) => (input: Input) => Effect.Effect<A, E, R>) =>
  (input: Input): Effect.Effect<A, E, R> =>
    Effect.flatMap(
      loaded(() => import("./run/handlers.ts")),
      (handlers) => pick(handlers)(input),
    )
