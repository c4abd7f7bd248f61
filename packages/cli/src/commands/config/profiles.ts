import { printable } from "@customer-threads/domain/text"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { readConfigFile, requireConfigPath } from "../../config/file.ts"
import { parseProfiles } from "../../config/profiles.ts"

/** Prints the names of the profiles of the settings file. */
export const runConfigProfiles = Effect.gen(function* () {
  const file = yield* requireConfigPath
  const text = yield* readConfigFile(file)
  if (text === undefined) return
  for (const name of (yield* parseProfiles(file, text)).keys()) yield* Console.log(printable(name))
})
