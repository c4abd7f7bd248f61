import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { usageFailure } from "../CliFailure.ts"
import type { ConfigSetInput } from "../commands/config.ts"
import { chosenProfile } from "../profiles/chosenProfile.ts"
import { readConfigFile, requireConfigPath } from "../profiles/configFile.ts"
import { parseProfiles } from "../profiles/parseProfiles.ts"
import { setInProfile } from "../profiles/setInProfile.ts"
import { isSettingKey, unknownKey } from "../profiles/settingKeys.ts"
import { settingProblem } from "../profiles/settingProblem.ts"
import { writePrivateFile } from "../writePrivateFile.ts"

/** Writes one setting to a profile of the settings file. */
export const runConfigSet = Effect.fnUntraced(function* ({ key, value }: ConfigSetInput) {
  if (!isSettingKey(key)) return yield* usageFailure(...unknownKey(key))
  const problem = yield* settingProblem(key, value)
  if (problem !== undefined) return yield* usageFailure(problem, "give another value")
  const profile = yield* chosenProfile
  const file = yield* requireConfigPath
  const text = (yield* readConfigFile(file)) ?? ""
  const changed = yield* Effect.mapError(Effect.fromResult(setInProfile(text, profile, key, value)), (what) =>
    usageFailure(`${file}: ${what}`, "change the file by hand"),
  )
  yield* parseProfiles(file, changed)
  yield* writePrivateFile(file, changed)
  yield* Console.error(`Set ${key} in profile ${profile} of ${file}.`)
})
