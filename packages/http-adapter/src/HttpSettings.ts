import { type Credentials, checkCredentials, type InvalidCredentials } from "@customer-threads/http-api/wire"
import * as Duration from "effect/Duration"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** A setting of the HTTP adapter cannot be used; nothing was sent. The message names it and what would be right. */
export class InvalidHttpSettings extends Schema.TaggedError<InvalidHttpSettings>()("InvalidHttpSettings", {
  message: Schema.String,
}) {}

/** Where and how to ask. */
export interface HttpSettings {
  /** `https`, or `http` to 127.0.0.0/8 and `::1`; without user info, query or fragment. */
  readonly baseUrl: string
  readonly credentials: Credentials
  /** How long one try may take, its whole body included: 10 seconds unless told. */
  readonly attemptTimeout?: Duration.Input | undefined
  /** How large the body of an answer may be, in bytes: 8 MiB unless told. */
  readonly maxBodyBytes?: number | undefined
}

/** The vendor's address: documented for sibling operations, inferred for this one. */
export const defaultBaseUrl = "https://api.mykaarma.com/communications"

/** Settings that were checked, with the defaults in. */
export interface CheckedHttpSettings {
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly credentials: Credentials
  readonly attemptTimeout: Duration.Duration
  readonly maxBodyBytes: number
}

const invalid = (message: string) => Result.fail(new InvalidHttpSettings({ message }))

const isLoopback = (hostname: string): boolean => hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname)

const checkBaseUrl = (text: string): Result.Result<string, InvalidHttpSettings> => {
  const example = `expected one like ${defaultBaseUrl}`
  const url = URL.parse(text)
  if (url === null) return invalid(`The base URL is not a URL; ${example}.`)
  if (url.username !== "" || url.password !== "") {
    return invalid(`The base URL holds a user name or password; ${example}, and the credentials apart from it.`)
  }
  if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
    return invalid(`The base URL has a query or a fragment; ${example}.`)
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    return invalid(`The base URL must begin with https:// (http:// only to 127.0.0.1 or [::1]); ${example}.`)
  }
  return Result.succeed(url.href.replace(/\/+$/, ""))
}

/** The settings with their defaults, or the first thing that is wrong with them. */
export const checkHttpSettings = (
  settings: HttpSettings,
): Result.Result<CheckedHttpSettings, InvalidHttpSettings | InvalidCredentials> =>
  Result.gen(function* () {
    const { maxBodyBytes = 8 * 1024 * 1024 } = settings
    const baseUrl = yield* checkBaseUrl(settings.baseUrl)
    const credentials = yield* checkCredentials(settings.credentials)
    const attemptTimeout = Duration.fromInputUnsafe(settings.attemptTimeout ?? "10 seconds")
    if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 0) {
      return yield* invalid("maxBodyBytes must be a whole number of bytes, 0 or more.")
    }
    return { baseUrl, credentials, attemptTimeout, maxBodyBytes }
  })
