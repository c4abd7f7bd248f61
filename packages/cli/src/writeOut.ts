import * as Effect from "effect/Effect"

/** Writes to stdout, and goes on when it is written: a slow reader slows the program down. */
export const writeOut = (text: string): Effect.Effect<void> =>
  Effect.callback((resume) => {
    process.stdout.write(text, () => resume(Effect.void))
  })
