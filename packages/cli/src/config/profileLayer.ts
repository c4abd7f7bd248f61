import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { usageError } from "../errors/CliError.ts"
import { configPath, readConfigFile } from "./file.ts"
import { type Setting, settings } from "./keys.ts"
import { chosenProfile, defaultProfile, type ProfileValues, readProfile } from "./profiles.ts"
import type { Source } from "./source.ts"

const readProfileValues = Effect.gen(function* () {
  const profile = yield* chosenProfile
  const file = yield* configPath
  const text = file === undefined ? undefined : yield* readConfigFile(file)
  if (file === undefined || text === undefined) {
    return profile === defaultProfile
      ? {}
      : yield* usageError(
          `There is no profile "${profile}": there is no settings file${file === undefined ? "" : ` ${file}`}`,
          `make it with: threads config set KEY VALUE --profile ${profile}`,
        )
  }
  return yield* readProfile(file, text, profile)
})

/** Reads a setting from the environment or, if it is not set there, from the profile. */
const below = (environment: ConfigProvider.ConfigProvider, values: ProfileValues) => {
  const named = new Map(
    settings.flatMap(({ key, name }) => {
      const value = values[key]
      return value === undefined ? [] : [[name, ConfigProvider.makeValue(value)] as const]
    }),
  )
  return ConfigProvider.make((path) =>
    // A longer name in the environment makes a node without a value.
    Effect.map(environment.load(path), (node) =>
      node?.value === undefined ? (named.get(path.join("_")) ?? node) : node,
    ),
  )
}

/** Adds the chosen profile below the environment. If there is no settings file, the profile is empty. */
export const profileLayer = Layer.effectContext(
  Effect.gen(function* () {
    const values: ProfileValues = yield* readProfileValues
    const environment = yield* ConfigProvider.ConfigProvider
    return Context.make(ProfileSettings, values).pipe(
      Context.add(Environment, environment),
      Context.add(ConfigProvider.ConfigProvider, below(environment, values)),
    )
  }),
)

/** The settings of the chosen profile, as text. There are none if there is no file. */
export const ProfileSettings = Context.Reference<ProfileValues>("@customer-threads/cli/ProfileSettings", {
  defaultValue: () => ({}),
})

/** The settings of the environment, without those of the profile. */
export const Environment = Context.Reference<ConfigProvider.ConfigProvider>("@customer-threads/cli/Environment", {
  defaultValue: () => ConfigProvider.fromEnv(),
})

/** The source of a setting's value. */
export const settingSource = Effect.fnUntraced(function* ({ key, name }: Setting) {
  const given = Config.String(name).pipe(Config.withDefault(undefined))
  const set = yield* Effect.orDie(Effect.provideServiceEffect(given, ConfigProvider.ConfigProvider, Environment))
  if (set !== undefined) return { _tag: "Environment", variable: name } satisfies Source
  if ((yield* ProfileSettings)[key] === undefined) return { _tag: "Default" } satisfies Source
  return { _tag: "Profile", profile: yield* chosenProfile } satisfies Source
})
