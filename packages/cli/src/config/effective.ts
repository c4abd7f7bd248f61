import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { readText } from "../env.ts"
import { defaultOf, type Setting, settings, username } from "./keys.ts"
import { Environment, ProfileSettings } from "./profileLayer.ts"
import { chosenProfile } from "./profiles.ts"
import { formatSource, type Source } from "./source.ts"

/** The source of a setting's value. */
export const settingSource = Effect.fnUntraced(function* ({ key, name }: Setting) {
  const given = Config.String(name).pipe(Config.withDefault(undefined))
  const set = yield* Effect.orDie(Effect.provideServiceEffect(given, ConfigProvider.ConfigProvider, Environment))
  if (set !== undefined) return { _tag: "Environment", variable: name } satisfies Source
  if ((yield* ProfileSettings)[key] === undefined) return { _tag: "Default" } satisfies Source
  return { _tag: "Profile", profile: yield* chosenProfile } satisfies Source
})

/** A setting that is in effect. It has no value if it is not set, or if it is secret. */
export interface EffectiveSetting {
  readonly key: string
  readonly value: string | undefined
  readonly secret: boolean
  readonly source: string
}

/** Every setting that is in effect, with its source. */
export const effectiveSettings = Effect.forEach(
  settings,
  Effect.fnUntraced(function* (setting) {
    const set = yield* readText(setting.name)
    const fallback = defaultOf(setting)
    const secret = setting === username
    const effective: EffectiveSetting = {
      key: setting.key,
      value: secret ? undefined : (set ?? fallback),
      secret: secret && set !== undefined,
      source: set === undefined && fallback === undefined ? "not set" : formatSource(yield* settingSource(setting)),
    }
    return effective
  }),
)
