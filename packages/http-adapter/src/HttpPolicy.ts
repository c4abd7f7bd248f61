import { type DurationInput, durationBetween, expecting, wholeNumber } from "@customer-threads/http-api/settings"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as Str from "effect/String"

const durationUpTo = (maximum: DurationInput) => durationBetween("0s", maximum)

const yes = ["true", "yes", "on", "1", "y"] as const
const no = ["false", "no", "off", "0", "n"] as const

/** A boolean, as text in the words that Effect's `Config.Boolean` reads. */
const flag = Schema.declare((input): input is boolean => typeof input === "boolean", {
  toCodecStringTree: () =>
    Schema.link<boolean>()(
      Schema.Literals([...yes, ...no]),
      SchemaTransformation.transform({
        decode: (word) => yes.some((one) => one === word),
        encode: (isSet) => (isSet ? "true" : "false"),
      }),
    ),
}).pipe(expecting("true or false"))

const option = <S extends Schema.Top>(schema: S, fallback: S["Encoded"], description: string) =>
  schema.pipe(Schema.withDecodingDefault(Effect.succeed(fallback))).annotate({ description })

/**
 * Retries, time limits and other limits of calls over HTTP. Each option is one entry here: its bounds, default and
 * description. 0 means 0.
 */
export const HttpPolicy = Schema.Struct({
  attempts: option(wholeNumber(1, 10), 3, "maximum attempts of a call, including the first"),
  backoff: option(durationUpTo("1m"), "100ms", "maximum of the first random delay; it doubles with each retry"),
  rateLimitBackoff: option(
    durationUpTo("1m"),
    "1s",
    "maximum of the first random delay after a 429; it doubles with each retry",
  ),
  maxBackoff: option(durationUpTo("5m"), "5s", "maximum of every random delay; a Retry-After may ask for a longer one"),
  attemptTimeout: option(durationUpTo("1h"), "10s", "time limit of an attempt, from connecting to the last byte"),
  overallTimeout: option(durationUpTo("1h"), "30s", "time limit of a call, including all attempts and delays"),
  maxBodyBytes: option(wholeNumber(0, 1024 ** 3), 8 * 1024 ** 2, "maximum size of a response body, in bytes"),
  concurrency: option(wholeNumber(1, 1_000), 8, "maximum attempts at the same time, of all calls of a layer"),
  retryBudget: option(
    wholeNumber(0, 1_000),
    10,
    "maximum retries of all calls of a layer before one succeeds; each success earns half a retry, up to ten times as many",
  ),
  identifiersInSpans: option(flag, false, "adds the identifiers of department and customer to spans"),
})

/** A policy with every option set. */
export interface HttpPolicy extends Schema.Schema.Type<typeof HttpPolicy> {}

/** A policy as a program gives it: an option that is absent has its default. */
export interface HttpPolicyInput extends Schema.Codec.Encoded<typeof HttpPolicy> {}

/** The environment variable of an option or of a key of a profile: `THREADS_MAX_BACKOFF` for `maxBackoff` and `max_backoff`. */
export const settingName = (option: string): string => `THREADS_${Str.camelToSnake(option).toUpperCase()}`

/** Reads the policy from the setting of each option, such as `THREADS_ATTEMPTS`. */
// `Record.map` gives each option the type of all.
export const httpPolicyConfig = Config.all(
  Record.map(HttpPolicy.fields, (schema: Schema.Codec<HttpPolicy[keyof HttpPolicy], unknown>, option) =>
    Config.schema(schema, settingName(option)),
  ),
) as Config.Config<HttpPolicy>
