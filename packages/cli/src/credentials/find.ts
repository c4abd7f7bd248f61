import type { Credentials } from "@customer-threads/http-adapter"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as settings from "../config/keys.ts"
import { settingSource } from "../config/profileLayer.ts"
import { chosenProfile } from "../config/profiles.ts"
import { formatSource, type Source } from "../config/source.ts"
import { cliError, ExitCode, usageError } from "../errors/CliError.ts"
import { PasswordStdin } from "../flags/globals.ts"
import { readPasswordStdin } from "./passwordStdin.ts"
import { readStored } from "./stored.ts"

const read = (name: string) => Effect.map(Effect.orDie(Config.option(Config.Redacted(name))), Option.getOrUndefined)

/** Finds the user name in the environment or the profile. */
export const findUsername = Effect.gen(function* () {
  const value = yield* read("THREADS_USERNAME")
  return value === undefined ? undefined : { value, source: yield* settingSource(settings.username) }
})

const missingUsername = usageError("THREADS_PASSWORD is set, but not THREADS_USERNAME", "set both")

/** Reads the credentials of `serve` from the environment alone. Fails if only one of the two parts is set. */
export const readEnvironmentCredentials = Effect.gen(function* () {
  const username = yield* read("THREADS_USERNAME")
  const password = yield* read("THREADS_PASSWORD")
  if (username === undefined) return password === undefined ? undefined : yield* missingUsername
  return password === undefined
    ? yield* usageError("THREADS_USERNAME is set, but not THREADS_PASSWORD", "set both")
    : { username, password }
})

/**
 * Finds the credentials in the environment or, if they are not set there, where they are stored. A stored password is used
 * only with the user name that it was stored with.
 */
export const findCredentials = Effect.gen(function* () {
  const username: FoundPart | undefined = yield* findUsername
  const given = yield* read("THREADS_PASSWORD")
  if (given !== undefined) {
    if (username === undefined) {
      return yield* missingUsername
    }
    return {
      username,
      password: { value: given, source: { _tag: "Environment", variable: "THREADS_PASSWORD" } },
    } satisfies FoundCredentials
  }
  const profile = yield* chosenProfile
  const stored = yield* readStored(profile)
  if (stored === undefined) return { username, password: undefined } satisfies FoundCredentials
  if (username !== undefined && !Equal.equals(username.value, stored.credentials.username)) {
    return yield* usageError(
      `The user name from the ${formatSource(username.source)} is not the one that was stored with the password (${formatSource(stored.source)})`,
      "mend one of them, or store both with: threads auth login",
    )
  }
  return {
    username: username ?? { value: stored.credentials.username, source: stored.source },
    password: { value: stored.credentials.password, source: stored.source },
  } satisfies FoundCredentials
})

/** The error of missing credentials. */
export const noCredentials = cliError(
  ExitCode.credentials,
  "NoCredentials",
  "There are no credentials",
  "set THREADS_USERNAME and THREADS_PASSWORD to those that the vendor issued, or store them with: threads auth login",
)

/** Complete credentials, and the source of their password. */
export interface RequiredCredentials {
  readonly credentials: Credentials
  readonly source: Source
}

/**
 * Finds complete credentials, or fails. With `--password-stdin` the password comes from standard input, which can be read
 * once.
 */
export const requireCredentials = Effect.gen(function* () {
  if (yield* PasswordStdin) {
    const username = yield* findUsername
    if (username === undefined) {
      return yield* usageError(
        "--password-stdin: there is no user name",
        "set THREADS_USERNAME, or username in the profile",
      )
    }
    const credentials = { username: username.value, password: yield* readPasswordStdin }
    return { credentials, source: { _tag: "StandardInput" } } satisfies RequiredCredentials
  }
  const { password, username } = yield* findCredentials
  if (username !== undefined && password !== undefined) {
    const credentials = { username: username.value, password: password.value }
    return { credentials, source: password.source } satisfies RequiredCredentials
  }
  return username?.source._tag === "Environment"
    ? yield* usageError(
        "THREADS_USERNAME is set, but not THREADS_PASSWORD",
        "set both, or store both with: threads auth login",
      )
    : yield* noCredentials
})

/** A part of the credentials, and its source. */
export interface FoundPart {
  readonly value: Redacted.Redacted<string>
  readonly source: Source
}

/** The parts of the credentials that were found. */
export interface FoundCredentials {
  readonly username: FoundPart | undefined
  readonly password: FoundPart | undefined
}
