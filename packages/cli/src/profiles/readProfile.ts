import * as Effect from "effect/Effect"
import { usageFailure } from "../CliFailure.ts"
import { defaultProfile } from "./chosenProfile.ts"
import { parseProfiles } from "./parseProfiles.ts"

/** The settings of one profile of a file. */
export const readProfile = Effect.fnUntraced(function* (file: string, text: string, profile: string) {
  const profiles = yield* parseProfiles(file, text)
  const settings = profiles.get(profile)
  if (settings === undefined && profile !== defaultProfile) {
    const known = [...profiles.keys()].join(", ")
    return yield* usageFailure(
      `${file}: there is no profile "${profile}"`,
      known === "" ? "make one with: threads config set" : `there is ${known}`,
    )
  }
  return settings ?? {}
})
