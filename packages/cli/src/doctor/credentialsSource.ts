import * as Effect from "effect/Effect"

/** Where the credentials that are used come from, in words. */
export const credentialsSource: Effect.Effect<string> = Effect.succeed("THREADS_USERNAME and THREADS_PASSWORD")
