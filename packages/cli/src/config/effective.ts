import * as Effect from "effect/Effect"
import { readText } from "../env.ts"
import { defaultOf, problemOf, settings, username } from "./keys.ts"
import { settingSource } from "./profileLayer.ts"
import { formatSource } from "./source.ts"

/** A setting that is in effect. It has no value if it is not set, secret or invalid: an address may contain a password. */
export interface EffectiveSetting {
  readonly key: string
  readonly value: string | undefined
  readonly secret: boolean
  /** Why its value is invalid, without the value. */
  readonly problem: string | undefined
  readonly source: string
}

/** Every setting that is in effect, with its source. */
export const effectiveSettings = Effect.forEach(
  settings,
  Effect.fnUntraced(function* (setting) {
    const set = yield* readText(setting.name)
    const fallback = defaultOf(setting)
    const secret = setting === username
    const problem = set === undefined ? undefined : problemOf(setting, set)
    const effective: EffectiveSetting = {
      key: setting.key,
      value: secret || problem !== undefined ? undefined : (set ?? fallback),
      problem,
      secret: secret && set !== undefined,
      source: set === undefined && fallback === undefined ? "not set" : formatSource(yield* settingSource(setting)),
    }
    return effective
  }),
)
