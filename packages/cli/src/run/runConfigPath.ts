import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { requireConfigPath } from "../profiles/configFile.ts"

/** Prints where the settings file is. */
export const runConfigPath = Effect.flatMap(requireConfigPath, Console.log)
