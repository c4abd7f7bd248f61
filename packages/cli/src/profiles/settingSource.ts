import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { chosenProfile } from "./chosenProfile.ts"
import { ProfileSettings } from "./ProfileSettings.ts"
import { type SettingKey, settingName } from "./settingKeys.ts"

const environment = Effect.sync(() => ConfigProvider.fromEnv())

/** Where a setting's value comes from. */
export const settingSource = Effect.fnUntraced(function* (key: SettingKey) {
  const name = settingName(key)
  const given = Config.String(name).pipe(Config.withDefault(undefined))
  const set = yield* Effect.orDie(Effect.provideServiceEffect(given, ConfigProvider.ConfigProvider, environment))
  if (set !== undefined) return `environment (${name})`
  return (yield* ProfileSettings)[key] === undefined ? "default" : `profile ${yield* chosenProfile}`
})
