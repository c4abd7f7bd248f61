import { durationBetween, expecting } from "@customer-threads/http-api/settings"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** No value: the name of the kind stands alone. */
export const noValue = Schema.Undefined.pipe(expecting("no value"))

/** Text that matches a pattern. */
export const text = (pattern: RegExp, expected: string) =>
  Schema.String.check(Schema.isPattern(pattern)).pipe(expecting(expected))

/** A code in `errors[]` or `warnings[]`. */
export const code = text(/^[A-Za-z0-9_.-]{1,64}$/, "a code of 1 to 64 letters, digits, '_', '.' or '-'")

/** A whole number in decimal digits. */
export const wholeNumber = (minimum: number, maximum: number) =>
  Schema.String.check(Schema.isPattern(/^\d{1,10}$/)).pipe(
    Schema.decodeTo(Schema.Int.check(Schema.isBetween({ minimum, maximum })), SchemaTransformation.numberFromString),
    expecting(`a whole number from ${minimum} to ${maximum}`),
  )

/** A duration of at most an hour in whole units, each of so many milliseconds. */
const durationIn = (unit: number, expected: string): Schema.Codec<Duration.Duration, string> =>
  Schema.String.pipe(Schema.decodeTo(Schema.toCodecStringTree(durationBetween("0s", "1h")))).check(
    Schema.makeFilter((duration) => Duration.toMillis(duration) % unit === 0, { expected }),
  )

export const duration = durationIn(1, "whole milliseconds, such as 200ms")
export const wholeSeconds = durationIn(1_000, "whole seconds, such as 2s")

/** A value that is `text` by default. */
export const withDefault = <A>(value: Schema.Codec<A, string>, text: string) =>
  Schema.UndefinedOr(Schema.String).pipe(
    Schema.decodeTo(
      value,
      SchemaTransformation.transform<string, string | undefined>({
        decode: (given) => given ?? text,
        encode: (given) => given,
      }),
    ),
  )
