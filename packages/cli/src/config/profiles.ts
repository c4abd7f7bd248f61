import * as Effect from "effect/Effect"
import { flagOrSetting } from "../env.ts"
import { type CliError, usageError } from "../errors/CliError.ts"
import { Profile, ProfileName } from "../flags/globals.ts"
import { findSetting, problemOf, unknownKey } from "./keys.ts"
import { lineOf, parseToml } from "./toml.ts"

/** The profile that is used by default. The settings file need not have it. */
export const defaultProfile = "default"

/** The name of the profile that the flag or the environment chooses. */
export const chosenProfile = Effect.map(
  Effect.flatMap(Profile, (flag) => flagOrSetting(flag, "THREADS_PROFILE", ProfileName)),
  (name) => name ?? defaultProfile,
)

/** The values of a profile as text, by their keys. */
export type ProfileValues = Readonly<Record<string, string>>

export type Profiles = ReadonlyMap<string, ProfileValues>

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)

const textOf = (value: unknown): string | undefined =>
  ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined

/** Parses the profiles of a settings file and checks each setting. Fails with the first problem. */
export const parseProfiles = Effect.fnUntraced(function* (
  file: string,
  text: string,
): Effect.fn.Return<Profiles, CliError> {
  const wrong = (what: string, fix: string, table: string | undefined, key: string) => {
    const line = lineOf(text, table, key)
    return usageError(`${file}${line === undefined ? "" : `, line ${line}`}: ${what}`, fix)
  }
  const tables = yield* Effect.mapError(Effect.fromResult(parseToml(text)), (what) =>
    usageError(`${file}: ${what}`, "correct the file"),
  )
  const profiles = new Map<string, ProfileValues>()
  for (const [profile, table] of Object.entries(tables)) {
    if (!isTable(table))
      return yield* wrong(`"${profile}" stands outside a profile`, "put it under [default]", undefined, profile)
    const values: Record<string, string> = {}
    for (const [key, value] of Object.entries(table)) {
      const setting = findSetting(key)
      if (setting === undefined) return yield* wrong(...unknownKey(key), profile, key)
      const text = textOf(value)
      if (text === undefined)
        return yield* wrong(`${key}: expected a text, a number, or true or false`, "correct the file", profile, key)
      const problem = problemOf(setting, text)
      if (problem !== undefined) return yield* wrong(problem, "correct the file", profile, key)
      values[key] = text
    }
    profiles.set(profile, values)
  }
  return profiles
})

/** The settings of one profile of a file. */
export const readProfile = Effect.fnUntraced(function* (file: string, text: string, profile: string) {
  const profiles = yield* parseProfiles(file, text)
  const values = profiles.get(profile)
  if (values === undefined && profile !== defaultProfile) {
    const known = [...profiles.keys()].join(", ")
    return yield* usageError(
      `${file}: there is no profile "${profile}"`,
      known === "" ? "make one with: threads config set" : `there is ${known}`,
    )
  }
  return values ?? {}
})
