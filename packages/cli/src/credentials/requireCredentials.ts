import type { Credentials } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import { failure, usageFailure } from "../CliFailure.ts"
import { ExitCode } from "../ExitCode.ts"
import { loaded } from "../loaded.ts"
import { PasswordStdin } from "../PasswordStdin.ts"
import { findCredentials, findUsername } from "./findCredentials.ts"

/** Nothing to ask the service with. */
export const noCredentials = failure(
  ExitCode.credentials,
  "NoCredentials",
  "There are no credentials",
  "set THREADS_USERNAME and THREADS_PASSWORD to those that the vendor issued, or store them with: threads auth login",
)

/** Credentials to ask the service with, and where their password was found. */
export interface RequiredCredentials {
  readonly credentials: Credentials
  readonly source: string
}

/**
 * The credentials, without which the service is not asked: standard input's password first, then what can be found. Standard
 * input can be read once.
 */
export const requireCredentials = Effect.gen(function* () {
  if (yield* PasswordStdin) {
    const username = yield* findUsername
    if (username === undefined) {
      return yield* usageFailure(
        "--password-stdin: there is no user name",
        "set THREADS_USERNAME, or username in the profile",
      )
    }
    const { readPasswordStdin } = yield* loaded(() => import("../stored.ts"))
    const credentials = { username: username.value, password: yield* readPasswordStdin }
    return { credentials, source: "standard input" } satisfies RequiredCredentials
  }
  const { password, username } = yield* findCredentials
  if (username !== undefined && password !== undefined) {
    const credentials = { username: username.value, password: password.value }
    return { credentials, source: password.source } satisfies RequiredCredentials
  }
  return username?.source.startsWith("environment") === true
    ? yield* usageFailure(
        "THREADS_USERNAME is set, but not THREADS_PASSWORD",
        "set both, or store both with: threads auth login",
      )
    : yield* noCredentials
})
