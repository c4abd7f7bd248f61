import { checkCredentials } from "@customer-threads/http-api/settings"
import * as Console from "effect/Console"
import * as Prompt from "effect/cli/Prompt"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stdio from "effect/Stdio"
import { chosenProfile } from "../../config/profiles.ts"
import { changingCredentials, removeFromCredentialsFile, writeCredentialsFile } from "../../credentials/file.ts"
import { findUsername } from "../../credentials/find.ts"
import { writeKeychain } from "../../credentials/keychain.ts"
import { readPasswordStdin } from "../../credentials/passwordStdin.ts"
import { usageError } from "../../errors/CliError.ts"
import { PasswordStdin } from "../../flags/globals.ts"
import type { AuthLoginInput } from "./flags.ts"

const piped = Effect.fnUntraced(function* (given: Option.Option<string>) {
  const username = Option.isSome(given) ? Redacted.make(given.value) : (yield* findUsername)?.value
  return username === undefined
    ? yield* usageError("--password-stdin: there is no user name", "give --username NAME or set THREADS_USERNAME")
    : { username, password: yield* readPasswordStdin }
})

const asked = Effect.fnUntraced(function* (given: Option.Option<string>) {
  const stdio = yield* Stdio.Stdio
  if (!(yield* stdio.stdinIsTerminal)) {
    return yield* usageError("Cannot prompt: stdin is not a terminal", "use --username NAME and --password-stdin")
  }
  const ask = Prompt.all({
    username: Option.isSome(given) ? Prompt.succeed(given.value) : Prompt.String({ message: "User name" }),
    password: Prompt.Hidden({ message: "Password (not shown)" }),
  })
  const { password, username } = yield* Prompt.run(ask)
  return { username: Redacted.make(username), password }
})

/** Stores the credentials of a profile. */
export const runAuthLogin = Effect.fnUntraced(function* ({ username }: AuthLoginInput) {
  const profile = yield* chosenProfile
  const given = yield* (yield* PasswordStdin) ? piped(username) : asked(username)
  const credentials = yield* Effect.mapError(Effect.fromResult(checkCredentials(given)), ({ message }) =>
    usageError(message, "give it as the vendor issued it"),
  )
  const where = yield* Effect.gen(function* () {
    const inKeychain = yield* writeKeychain(profile, credentials)
    if (!inKeychain) return `${yield* writeCredentialsFile(profile, credentials)}, since there is no keychain`
    yield* removeFromCredentialsFile(profile)
    return "the system's keychain"
  }).pipe(changingCredentials)
  yield* Console.error(`Stored the credentials of profile ${profile} in ${where}.`)
})
