import * as Effect from "effect/Effect"

type Handlers = typeof import("./handlers.ts")

/** The handler of a command, loaded with all others when one is needed: help and `list` wait for none of them. */
export const lazyHandler =
  <Input, A, E, R>(pick: (handlers: Handlers) => (input: Input) => Effect.Effect<A, E, R>) =>
  (input: Input): Effect.Effect<A, E, R> =>
    Effect.flatMap(
      Effect.promise(() => import("./handlers.ts")),
      (handlers) => pick(handlers)(input),
    )
