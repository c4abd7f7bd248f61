import { checkHttpSettings, defaultBaseUrl } from "@customer-threads/http-adapter"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { readText } from "../env.ts"
import { chosenProfile } from "./chosenProfile.ts"
import { type SettingKey, settingKeys, settingName } from "./keys.ts"
import { Environment, ProfileSettings } from "./profileLayer.ts"
import { formatSource, type Source } from "./source.ts"

/** Where a setting's value comes from. */
export const settingSource = Effect.fnUntraced(function* (key: SettingKey) {
  const name = settingName(key)
  const given = Config.String(name).pipe(Config.withDefault(undefined))
  const set = yield* Effect.orDie(Effect.provideServiceEffect(given, ConfigProvider.ConfigProvider, Environment))
  if (set !== undefined) return { _tag: "Environment", variable: name } satisfies Source
  if ((yield* ProfileSettings)[key] === undefined) return { _tag: "Default" } satisfies Source
  return { _tag: "Profile", profile: yield* chosenProfile } satisfies Source
})

/** A setting that is in effect: no value where there is none, or where it is a secret. */
export interface EffectiveSetting {
  readonly key: SettingKey
  readonly value: string | undefined
  readonly secret: boolean
  readonly source: string
}

const none = Redacted.make("-")

const written = (value: unknown): string => {
  if (!Duration.isDuration(value)) return String(value)
  const millis = Duration.toMillis(value)
  if (millis % 1_000 !== 0) return `${millis} millis`
  return millis === 1_000 ? "1 second" : `${millis / 1_000} seconds`
}

/** What the adapter does unless told otherwise. */
const defaults = Effect.map(
  Effect.orDie(
    Effect.fromResult(checkHttpSettings({ baseUrl: defaultBaseUrl, credentials: { username: none, password: none } })),
  ),
  ({ credentials: _, ...settings }) =>
    new Map(
      Object.entries(settings).map(([name, value]) => [
        name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        written(value),
      ]),
    ),
)

/** Every setting that is in effect, and where it comes from. */
export const effectiveSettings = Effect.gen(function* () {
  const byDefault = yield* defaults
  return yield* Effect.forEach(settingKeys, (key) =>
    Effect.gen(function* () {
      const set = yield* readText(settingName(key))
      const secret = key === "username"
      const setting: EffectiveSetting = {
        key,
        value: secret ? undefined : (set ?? byDefault.get(key)),
        secret: secret && set !== undefined,
        source: set === undefined && !byDefault.has(key) ? "not set" : formatSource(yield* settingSource(key)),
      }
      return setting
    }),
  )
})
