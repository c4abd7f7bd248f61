import { printable } from "@customer-threads/domain/text"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { effectiveSettings } from "../../config/effective.ts"
import { requireConfigPath } from "../../config/file.ts"
import { findSetting, unknownKey } from "../../config/keys.ts"
import { usageError } from "../../errors/CliError.ts"
import type { ConfigGetInput } from "./flags.ts"

/** Prints one setting that is in effect. */
export const runConfigGet = Effect.fnUntraced(function* ({ key }: ConfigGetInput) {
  if (findSetting(key) === undefined) return yield* usageError(...unknownKey(key))
  const setting = (yield* effectiveSettings).find((one) => one.key === key)
  if (setting?.secret === true) {
    return yield* usageError(`${key} is a secret, which is not shown; it comes from: ${setting.source}`, "look there")
  }
  if (setting?.problem !== undefined) return yield* usageError(setting.problem, `it comes from: ${setting.source}`)
  return setting?.value === undefined
    ? yield* usageError(`${key} is not set`, `set it with: threads config set ${key} VALUE`)
    : yield* Console.log(printable(setting.value))
})

/** Prints the path of the settings file. */
export const runConfigPath = Effect.flatMap(requireConfigPath, Console.log)
