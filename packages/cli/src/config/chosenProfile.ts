import * as Effect from "effect/Effect"
import { Profile, ProfileName } from "../flags/globals.ts"
import { flagOrSetting } from "../flags/values.ts"

/** The profile that needs no naming, and no table in the file. */
export const defaultProfile = "default"

/** The name of the profile that the flag or the environment chooses. */
export const chosenProfile = Effect.gen(function* () {
  return (yield* flagOrSetting(yield* Profile, "THREADS_PROFILE", ProfileName)) ?? defaultProfile
})
