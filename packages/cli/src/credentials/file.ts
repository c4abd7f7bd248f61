import type { Credentials } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { configDirectory } from "../config/file.ts"
import { parseToml } from "../config/toml.ts"
import { usageError } from "../errors/CliError.ts"
import { fileReason } from "../errors/fileReason.ts"
import { changingPrivateFile, refuseLink, writePrivateFile } from "../files.ts"
import { System } from "../system.ts"

/** The path of the credentials file, which need not exist. Undefined if the environment names no home directory. */
export const credentialsPath = Effect.map(configDirectory, (directory) =>
  directory === undefined ? undefined : `${directory}/credentials.toml`,
)

/** Maximum size of the file, in bytes: more than any credentials need. */
const largest = 1024 * 1024

const readPrivate = Effect.fnUntraced(
  function* (file: string) {
    const files = yield* FileSystem.FileSystem
    const { platform, userId } = yield* System
    yield* refuseLink(file)
    const found = yield* Effect.option(files.stat(file))
    if (Option.isNone(found)) return ""
    // Opening a pipe would wait for a writer.
    if (found.value.type !== "File") return yield* usageError(`${file}: is not a regular file`, "put one there")
    const opened = yield* files.open(file, { noFollow: platform !== "win32" })
    const { mode, size, uid } = yield* opened.stat
    if (userId !== undefined && Option.getOrUndefined(uid) !== userId) {
      return yield* usageError(`${file}: belongs to another user`, "put one of your own there")
    }
    if (userId !== undefined && (mode & 0o177) !== 0) {
      const bits = (mode & 0o777).toString(8).padStart(4, "0")
      return yield* usageError(`${file}: is open to others (mode ${bits})`, `mend it with: chmod 600 ${file}`)
    }
    if (size > largest)
      return yield* usageError(
        `${file}: is too large for a credentials file`,
        "remove it, and store the credentials again",
      )
    const bytes = yield* opened.readAlloc(largest)
    return new TextDecoder().decode(Option.getOrElse(bytes, () => new Uint8Array()))
  },
  Effect.scoped,
  (effect, file) =>
    Effect.catchTag(effect, "PlatformError", (error) =>
      usageError(`${file}: cannot be read (${fileReason(error)})`, "let it be read, or remove it"),
    ),
)

const credentialsIn = (table: unknown): Credentials | undefined => {
  if (typeof table !== "object" || table === null) return undefined
  const { password, username, ...rest } = table as Record<string, unknown>
  if (typeof username !== "string" || typeof password !== "string" || Object.keys(rest).length > 0) return undefined
  return { username: Redacted.make(username), password: Redacted.make(password) }
}

const readAll = Effect.fnUntraced(function* (file: string) {
  const text = yield* readPrivate(file)
  const all = new Map<string, Credentials>()
  const tables = parseToml(text)
  if (Result.isFailure(tables)) return yield* usageError(`${file}: ${tables.failure}`, "correct the file")
  for (const [profile, table] of Object.entries(tables.success)) {
    const credentials = credentialsIn(table)
    if (credentials === undefined) {
      return yield* usageError(
        `${file}: expected username and password in [${profile}], both texts, and nothing else`,
        "correct the file",
      )
    }
    all.set(profile, credentials)
  }
  return all
})

const writeAll = Effect.fnUntraced(function* (file: string, all: ReadonlyMap<string, Credentials>) {
  const tables = [...all].map(([profile, { password, username }]) => {
    const lines = [`[${profile}]`]
    for (const [key, value] of Object.entries({ username, password })) {
      lines.push(`${key} = ${JSON.stringify(Redacted.value(value))}`)
    }
    return `${lines.join("\n")}\n`
  })
  yield* writePrivateFile(file, `# Written by threads auth login.\n\n${tables.join("\n")}`)
})

/** Runs an effect that changes stored credentials, while no other process changes any. */
export const changingCredentials = <A, E, R>(change: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const file = yield* credentialsPath
    return yield* file === undefined ? change : changingPrivateFile(file)(change)
  })

/** Reads the credentials of a profile from the user's own file, if it has any. */
export const readCredentialsFile = Effect.fnUntraced(function* (profile: string) {
  const file = yield* credentialsPath
  return file === undefined ? undefined : (yield* readAll(file)).get(profile)
})

/** Stores the credentials of a profile. Returns the path of the file. */
export const writeCredentialsFile = Effect.fnUntraced(function* (profile: string, credentials: Credentials) {
  const file = yield* credentialsPath
  if (file === undefined) return yield* usageError("There is no home directory to keep credentials in", "set HOME")
  yield* writeAll(file, (yield* readAll(file)).set(profile, credentials))
  return file
})

/** Removes the credentials of a profile. Returns false if there are none. */
export const removeFromCredentialsFile = Effect.fnUntraced(function* (profile: string) {
  const file = yield* credentialsPath
  if (file === undefined) return false
  const all = yield* readAll(file)
  if (!all.delete(profile)) return false
  yield* writeAll(file, all)
  return true
})
