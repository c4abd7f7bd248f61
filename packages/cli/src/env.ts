import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** Reads an environment variable. An empty one counts as unset. */
export const readText = (name: string): Effect.Effect<string | undefined> =>
  // Reading an environment string cannot fail.
  Effect.map(Effect.orDie(Config.option(Config.String(name))), (text) => Option.getOrUndefined(text) || undefined)
