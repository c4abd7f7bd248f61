import { type Credentials, defaultBaseUrl } from "@customer-threads/http-adapter"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type CliFailure, usageFailure } from "../errors/CliError.ts"

// A source that holds strings only cannot fail to be read.
const read = <A>(config: Config.Config<A>): Effect.Effect<Option.Option<A>> => Effect.orDie(Config.option(config))

/** A setting of the environment; one that is empty counts as not set. */
export const readText = (name: string): Effect.Effect<string | undefined> =>
  Effect.map(read(Config.String(name)), (text) => Option.getOrUndefined(text) || undefined)

/** The flag, or else the setting of the environment. */
export const flagOr = (flag: Option.Option<string>, name: string): Effect.Effect<string | undefined> =>
  Option.isSome(flag) ? Effect.succeed(flag.value) : readText(name)

/** The service's address: of the flag, or of the environment, or the vendor's. */
export const readBaseUrl = (flag: Option.Option<string>): Effect.Effect<string> =>
  Effect.map(flagOr(flag, "THREADS_BASE_URL"), (url) => url ?? defaultBaseUrl)

/** `THREADS_USERNAME` and `THREADS_PASSWORD`, where both are set; half of them is an error. */
export const readCredentials: Effect.Effect<Credentials | undefined, CliFailure> = Effect.gen(function* () {
  const username = yield* read(Config.Redacted("THREADS_USERNAME"))
  const password = yield* read(Config.Redacted("THREADS_PASSWORD"))
  if (Option.isNone(username) && Option.isNone(password)) return undefined
  if (Option.isNone(username))
    return yield* usageFailure("THREADS_PASSWORD is set, but not THREADS_USERNAME", "set both")
  if (Option.isNone(password))
    return yield* usageFailure("THREADS_USERNAME is set, but not THREADS_PASSWORD", "set both")
  return { username: username.value, password: password.value }
})
