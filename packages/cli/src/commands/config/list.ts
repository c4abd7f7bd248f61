import { printable } from "@customer-threads/domain/text"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { effectiveSettings } from "../../config/effective.ts"
import { chosenProfile, defaultProfile } from "../../config/profiles.ts"
import { Profile } from "../../flags/globals.ts"
import { alignColumns } from "../../output/alignColumns.ts"

/** Prints every setting that is in effect, but no secret. */
export const runConfigList = Effect.gen(function* () {
  const profile = yield* chosenProfile
  const flag = Option.isSome(yield* Profile)
  const source = flag ? "flag (--profile)" : profile === defaultProfile ? "default" : "environment (THREADS_PROFILE)"
  const settings = yield* effectiveSettings
  const rows = settings.map((one) => [
    one.key,
    one.secret ? "(not shown)" : one.problem === undefined ? (one.value ?? "-") : "(invalid)",
    one.source,
  ])
  const table = [["SETTING", "VALUE", "SOURCE"], ["profile", profile, source], ...rows]
  for (const line of alignColumns(table.map((row) => row.map((text) => ({ text })))))
    yield* Console.log(printable(line))
})
