import * as Effect from "effect/Effect"

/** A part of the program, loaded when it is needed: `--help` waits for none of them. */
export const loaded = <A>(load: () => Promise<A>): Effect.Effect<A> => Effect.promise(load)
