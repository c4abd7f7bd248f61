import {
  type Credentials,
  checkCredentials,
  type InvalidCredentials,
  isLoopbackAddress,
} from "@customer-threads/http-api/settings"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** A setting of the HTTP adapter cannot be used; nothing was sent. The message names it and what would be right. */
export class InvalidHttpSettings extends Schema.TaggedError<InvalidHttpSettings>()("InvalidHttpSettings", {
  message: Schema.String,
}) {}

/** How patient, how persistent and how careful a call is. Everything has a default, and 0 means 0. */
export interface HttpPolicy {
  /** How often a question is asked at most, the first time included: 1 to 10; 3 unless told. */
  readonly attempts?: number | undefined
  /** The wait before the n-th retry is random between 0 and this times 2^(n-1): 0 to 1 minute; 100 ms unless told. */
  readonly backoff?: Duration.Input | undefined
  /** The same after a 429: 0 to 1 minute; 1 second unless told. */
  readonly rateLimitBackoff?: Duration.Input | undefined
  /** The longest random wait: 0 to 5 minutes; 5 seconds unless told. A Retry-After may ask for longer. */
  readonly maxBackoff?: Duration.Input | undefined
  /** How long one try may take, from connecting to the last byte: 0 to 1 hour; 10 seconds unless told. */
  readonly attemptTimeout?: Duration.Input | undefined
  /** How long a call may take, every try and wait included: 0 to 1 hour; 30 seconds unless told. */
  readonly overallTimeout?: Duration.Input | undefined
  /** How large the body of an answer may be: 0 to 1 GiB, in bytes; 8 MiB unless told. */
  readonly maxBodyBytes?: number | undefined
  /** How many tries are under way at once, of all calls of a layer: 1 to 1,000; 8 unless told. */
  readonly concurrency?: number | undefined
  /**
   * How many retries all calls of a layer may make before one of them has succeeded; each success then earns half a
   * retry, up to ten times as many. 0 to 1,000; 10 unless told.
   */
  readonly retryBudget?: number | undefined
  /** Whether spans carry the identifiers of department and customer: not unless told. */
  readonly identifiersInSpans?: boolean | undefined
}

/** Where and how to ask. */
export interface HttpSettings extends HttpPolicy {
  /** `https`, or `http` to 127.0.0.0/8 and `::1`; without user info, query or fragment. */
  readonly baseUrl: string
  readonly credentials: Credentials
}

/** The vendor's address: documented for sibling operations, inferred for this one. */
export const defaultBaseUrl = "https://api.mykaarma.com/communications"

/** Settings that were checked, with the defaults in. */
export interface CheckedHttpSettings {
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly credentials: Credentials
  readonly attempts: number
  readonly backoff: Duration.Duration
  readonly rateLimitBackoff: Duration.Duration
  readonly maxBackoff: Duration.Duration
  readonly attemptTimeout: Duration.Duration
  readonly overallTimeout: Duration.Duration
  readonly maxBodyBytes: number
  readonly concurrency: number
  readonly retryBudget: number
  readonly identifiersInSpans: boolean
}

const invalid = (message: string) => Result.fail(new InvalidHttpSettings({ message }))

/** The base URL without a slash at its end, or what is wrong with it. */
export const checkBaseUrl = (text: string): Result.Result<string, InvalidHttpSettings> => {
  const example = `expected one like ${defaultBaseUrl}`
  const url = URL.parse(text)
  if (url === null) return invalid(`The base URL is not a URL; ${example}.`)
  if (url.username !== "" || url.password !== "") {
    return invalid(`The base URL holds a user name or password; ${example}, and the credentials apart from it.`)
  }
  if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
    return invalid(`The base URL has a query or a fragment; ${example}.`)
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackAddress(url.hostname))) {
    return invalid(`The base URL must begin with https:// (http:// only to 127.0.0.1 or [::1]); ${example}.`)
  }
  return Result.succeed(url.href.replace(/\/+$/, ""))
}

const whole = (name: string, value: number, least: number, most: number): Result.Result<number, InvalidHttpSettings> =>
  Number.isInteger(value) && value >= least && value <= most
    ? Result.succeed(value)
    : invalid(`${name} must be a whole number from ${least} to ${most}.`)

const duration = (
  name: string,
  value: Duration.Input,
  most: Duration.Duration,
): Result.Result<Duration.Duration, InvalidHttpSettings> => {
  const given = Option.getOrUndefined(Duration.fromInput(value))
  return given !== undefined && Duration.isLessThanOrEqualTo(given, most) && !Duration.isNegative(given)
    ? Result.succeed(given)
    : invalid(`${name} must be a duration from 0 to ${Duration.format(most)}, such as "10 seconds".`)
}

const oneMinute = Duration.minutes(1)
const oneHour = Duration.hours(1)

/** The settings with their defaults, or the first thing that is wrong with them. */
export const checkHttpSettings = (
  given: HttpSettings,
): Result.Result<CheckedHttpSettings, InvalidHttpSettings | InvalidCredentials> =>
  Result.gen(function* () {
    return {
      baseUrl: yield* checkBaseUrl(given.baseUrl),
      credentials: yield* checkCredentials(given.credentials),
      attempts: yield* whole("attempts", given.attempts ?? 3, 1, 10),
      backoff: yield* duration("backoff", given.backoff ?? "100 millis", oneMinute),
      rateLimitBackoff: yield* duration("rateLimitBackoff", given.rateLimitBackoff ?? "1 second", oneMinute),
      maxBackoff: yield* duration("maxBackoff", given.maxBackoff ?? "5 seconds", Duration.minutes(5)),
      attemptTimeout: yield* duration("attemptTimeout", given.attemptTimeout ?? "10 seconds", oneHour),
      overallTimeout: yield* duration("overallTimeout", given.overallTimeout ?? "30 seconds", oneHour),
      maxBodyBytes: yield* whole("maxBodyBytes", given.maxBodyBytes ?? 8 * 1024 * 1024, 0, 1024 ** 3),
      concurrency: yield* whole("concurrency", given.concurrency ?? 8, 1, 1_000),
      retryBudget: yield* whole("retryBudget", given.retryBudget ?? 10, 0, 1_000),
      identifiersInSpans: given.identifiersInSpans ?? false,
    }
  })
