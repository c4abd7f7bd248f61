import * as Effect from "effect/Effect"
import { flagOr } from "../env.ts"
import { usageError } from "../errors/CliError.ts"
import { Profile } from "../flags/globals.ts"

/** The profile that needs no naming, and no table in the file. */
export const defaultProfile = "default"

/** The name of the profile that the flag or the environment chooses. */
export const chosenProfile = Effect.gen(function* () {
  const name = (yield* flagOr(yield* Profile, "THREADS_PROFILE")) ?? defaultProfile
  return /^[A-Za-z0-9_-]{1,64}$/.test(name)
    ? name
    : yield* usageError(
        "--profile: expected 1 to 64 letters, digits, '_' or '-'",
        "name a profile of the settings file",
      )
})
