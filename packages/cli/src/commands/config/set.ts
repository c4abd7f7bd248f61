import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { readConfigFile, requireConfigPath } from "../../config/file.ts"
import { findSetting, problemOf, unknownKey } from "../../config/keys.ts"
import { chosenProfile, parseProfiles } from "../../config/profiles.ts"
import { usageError } from "../../errors/CliError.ts"
import { changingPrivateFile, writePrivateFile } from "../../files.ts"
import { setInProfile } from "./editProfile.ts"
import type { ConfigSetInput } from "./flags.ts"

/** Writes one setting to a profile of the settings file. */
export const runConfigSet = Effect.fnUntraced(function* ({ key, value }: ConfigSetInput) {
  const setting = findSetting(key)
  if (setting === undefined) return yield* usageError(...unknownKey(key))
  const problem = problemOf(setting, value)
  if (problem !== undefined) return yield* usageError(problem, "give another value")
  const profile = yield* chosenProfile
  const file = yield* requireConfigPath
  yield* Effect.gen(function* () {
    const text = (yield* readConfigFile(file)) ?? ""
    const changed = yield* Effect.mapError(Effect.fromResult(setInProfile(text, profile, key, value)), (what) =>
      usageError(`${file}: ${what}`, "change the file by hand"),
    )
    yield* parseProfiles(file, changed)
    yield* writePrivateFile(file, changed)
  }).pipe(changingPrivateFile(file))
  yield* Console.error(`Set ${key} in profile ${profile} of ${file}.`)
})
