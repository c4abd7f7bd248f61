import { formatIssue, schemaIssues } from "@customer-threads/domain/text"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"

/**
 * Gives a codec one sentence for everything that it refuses: "expected …", which never contains the value. The sentence is
 * the schema's annotation `expected`, too.
 */
export const expecting =
  (expected: string) =>
  <S extends Schema.Top>(schema: S): Schema.middlewareDecoding<S, S["DecodingServices"]> =>
    Schema.catchDecoding<S>(() => Effect.fail(new SchemaIssue.InvalidValue({ expected })))(schema).annotate({
      expected,
    })

/** Whole numbers from `minimum` to `maximum`, both included. */
export const wholeNumber = (minimum: number, maximum: number) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum })).pipe(
    expecting(`a whole number from ${minimum} to ${maximum}`),
  )

/** The units of short text, the largest first: Effect's word for each, and its milliseconds. */
const units = {
  h: { word: "hours", millis: 3_600_000 },
  m: { word: "minutes", millis: 60_000 },
  s: { word: "seconds", millis: 1_000 },
  ms: { word: "millis", millis: 1 },
} as const
type Unit = keyof typeof units

/** A duration as a program writes it: everything that Effect accepts, and short text such as `30s`. */
export type DurationInput = Duration.Input | `${number}${Unit}`

const shortText = new RegExp(`^(\\d+(?:\\.\\d+)?)(${Object.keys(units).join("|")})$`)

const parse = (input: DurationInput): Option.Option<Duration.Duration> => {
  // Effect reads NaN as zero.
  if (Number.isNaN(input)) return Option.none()
  const long =
    typeof input === "string" ? input.replace(shortText, (_, n, unit: Unit) => `${n} ${units[unit].word}`) : input
  return Duration.fromInput(long as Duration.Input)
}

const parseOrThrow = (input: DurationInput): Duration.Duration => Option.getOrThrow(parse(input))

/** Prints a duration in the largest unit that divides it: `100ms`, `30s`, `90m`. `durationBetween` reads it back. */
export const formatDuration = (duration: Duration.Duration): string => {
  const millis = Duration.toMillis(duration)
  if (millis === 0) return "0s"
  const found = Object.entries(units).find(([, unit]) => millis % unit.millis === 0)
  return found === undefined ? String(duration) : `${millis / found[1].millis}${found[0]}`
}

const Input = Schema.declare((input): input is DurationInput => Option.isSome(parse(input as DurationInput)), {
  toCodecStringTree: () =>
    Schema.link<DurationInput>()(
      Schema.String,
      SchemaTransformation.transform({
        // The declaration checks it.
        decode: (text) => text as DurationInput,
        encode: (input) => formatDuration(parseOrThrow(input)),
      }),
    ),
})

/**
 * Durations within bounds. `Schema.toCodecStringTree` makes the codec from and to text of it, which reads `30s` and
 * `30 seconds`, and prints as `formatDuration` does.
 */
export const durationBetween = (minimum: DurationInput, maximum: DurationInput) => {
  const bounds = { minimum: parseOrThrow(minimum), maximum: parseOrThrow(maximum) }
  const isBetween = Schema.makeFilter<Duration.Duration>((duration) => Duration.between(duration, bounds))
  return Input.pipe(
    Schema.decodeTo(
      Schema.Duration.check(isBetween),
      SchemaTransformation.transform<Duration.Duration, DurationInput>({
        decode: parseOrThrow,
        encode: (duration) => duration,
      }),
    ),
    expecting(`a duration from ${formatDuration(bounds.minimum)} to ${formatDuration(bounds.maximum)}, such as 30s`),
  )
}

/** True for an address of this machine's loopback: 127.0.0.0/8, or `::1` with or without brackets. */
export const isLoopbackAddress = (host: string): boolean => /^(127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host)

/** True for an address of this machine's loopback, or for its name, `localhost`. */
export const isLoopback = (host: string): boolean => host === "localhost" || isLoopbackAddress(host)

/** The credentials of HTTP Basic, as the vendor issues them to a service subscriber. Both are secret: the username signs webhooks. */
export interface Credentials {
  /** 1 or more characters, without colons and control characters. */
  readonly username: Redacted.Redacted<string>
  /** 1 or more characters, without control characters. */
  readonly password: Redacted.Redacted<string>
}

/** HTTP Basic cannot carry the credentials. The message never contains a value. */
export class InvalidCredentials extends Schema.TaggedError<InvalidCredentials>()("InvalidCredentials", {
  /** The wrong part. */
  option: Schema.Literals(["username", "password"]),
  /** Its values, as in "expected 1 or more characters". */
  expected: Schema.String,
}) {
  override get message(): string {
    return formatIssue({ path: this.option, expected: this.expected })
  }
}

/** A username that HTTP Basic can carry (RFC 7617). */
export const Username = Schema.String.check(Schema.isPattern(/^[^:\p{Cc}]+$/u)).pipe(
  expecting("1 or more characters, without colons and control characters"),
)

/** A password that HTTP Basic can carry. */
export const Password = Schema.String.check(Schema.isPattern(/^\P{Cc}+$/u)).pipe(
  expecting("1 or more characters, without control characters"),
)

const check = (option: InvalidCredentials["option"], schema: typeof Username, value: Redacted.Redacted<string>) =>
  Result.mapError(
    Schema.decodeResult(schema)(Redacted.value(value)),
    (error) => new InvalidCredentials({ option, expected: schemaIssues(error)[0].expected }),
  )

/** Checks both parts. Fails with the first that HTTP Basic cannot carry. */
export const checkCredentials = (credentials: Credentials): Result.Result<Credentials, InvalidCredentials> =>
  Result.gen(function* () {
    yield* check("username", Username, credentials.username)
    yield* check("password", Password, credentials.password)
    return credentials
  })

const yes = ["true", "yes", "on", "1", "y"] as const
const no = ["false", "no", "off", "0", "n"] as const

/** A boolean. As text it is `true`, `yes`, `on`, `1` or `y`, or else `false`, `no`, `off`, `0` or `n`. */
export const TrueOrFalse = Schema.declare((input): input is boolean => typeof input === "boolean", {
  toCodecStringTree: () =>
    Schema.link<boolean>()(
      Schema.Literals([...yes, ...no]),
      SchemaTransformation.transform({
        decode: (word) => yes.some((one) => one === word),
        encode: (isSet) => (isSet ? "true" : "false"),
      }),
    ),
}).pipe(expecting("true or false"))
