import { type DurationInput, durationBetween, TrueOrFalse, wholeNumber } from "@customer-threads/http-api/settings"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import * as Str from "effect/String"

const durationUpTo = (maximum: DurationInput) => durationBetween("0s", maximum)

const option = <S extends Schema.Top>(schema: S, fallback: S["Encoded"], description: string) =>
  schema.pipe(Schema.withDecodingDefault(Effect.succeed(fallback))).annotate({ description })

/**
 * The policy of calls over HTTP: retries, time limits, and limits of size and load. Each option has its bounds, default and
 * description as annotations of its schema. 0 means 0.
 */
export const HttpPolicy = Schema.Struct({
  /** Maximum attempts of a call, including the first. A whole number from 1 to 10. Default: 3. */
  attempts: option(wholeNumber(1, 10), 3, "maximum attempts of a call, including the first"),
  /**
   * Maximum of the first random delay; it doubles with each retry. A duration from 0s to 1m, such as 30s. Default:
   * 100ms.
   */
  backoff: option(durationUpTo("1m"), "100ms", "maximum of the first random delay; it doubles with each retry"),
  /**
   * Maximum of the first random delay after a 429; it doubles with each retry. A duration from 0s to 1m, such as 30s.
   * Default: 1s.
   */
  rateLimitBackoff: option(
    durationUpTo("1m"),
    "1s",
    "maximum of the first random delay after a 429; it doubles with each retry",
  ),
  /**
   * Maximum of every random delay; a Retry-After may be longer. A duration from 0s to 5m, such as 30s.
   * Default: 5s.
   */
  maxBackoff: option(durationUpTo("5m"), "5s", "maximum of every random delay; a Retry-After may be longer"),
  /**
   * Time limit of an attempt, from connecting to the last byte. A duration from 0s to 1h, such as 30s. Default: 10s.
   */
  attemptTimeout: option(durationUpTo("1h"), "10s", "time limit of an attempt, from connecting to the last byte"),
  /** Time limit of a call, including all attempts and delays. A duration from 0s to 1h, such as 30s. Default: 30s. */
  overallTimeout: option(durationUpTo("1h"), "30s", "time limit of a call, including all attempts and delays"),
  /** Maximum size of a response body, in bytes. A whole number from 0 to 1073741824. Default: 8388608. */
  maxBodyBytes: option(wholeNumber(0, 1024 ** 3), 8 * 1024 ** 2, "maximum size of a response body, in bytes"),
  /** Maximum attempts at the same time, of all calls of a layer. A whole number from 1 to 1000. Default: 8. */
  concurrency: option(wholeNumber(1, 1_000), 8, "maximum attempts at the same time, of all calls of a layer"),
  /**
   * Maximum retries of all calls of a layer before one succeeds; each success earns half a retry, up to ten times as
   * many. A whole number from 0 to 1000. Default: 10.
   */
  retryBudget: option(
    wholeNumber(0, 1_000),
    10,
    "maximum retries of all calls of a layer before one succeeds; each success earns half a retry, up to ten times as many",
  ),
  /** Fails a response that does not match its query. True or false. Default: true. */
  checkResponses: option(TrueOrFalse, true, "fails a response that does not match its query"),
  /** Adds the identifiers of department and customer to spans. True or false. Default: false. */
  identifiersInSpans: option(TrueOrFalse, false, "adds the identifiers of department and customer to spans"),
})

/** A policy with every option set. */
export interface HttpPolicy extends Schema.Schema.Type<typeof HttpPolicy> {}

/** The options of a policy: an absent one has its default. A duration is a `Duration.Input`, or text such as `"30s"`. */
export interface HttpPolicyInput extends Schema.Codec.Encoded<typeof HttpPolicy> {}

/** Names the setting of an option, or of a key in a profile: `THREADS_MAX_BACKOFF` for `maxBackoff` and `max_backoff`. */
export const settingName = (option: string): string => `THREADS_${Str.camelToSnake(option).toUpperCase()}`

/** Reads the policy from the setting of each option, such as `THREADS_ATTEMPTS`. */
// `Record.map` gives each option the type of all.
export const httpPolicyConfig = Config.all(
  Record.map(HttpPolicy.fields, (schema: Schema.Codec<HttpPolicy[keyof HttpPolicy], unknown>, option) =>
    Config.schema(schema, settingName(option)),
  ),
) as Config.Config<HttpPolicy>
