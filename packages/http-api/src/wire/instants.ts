import type { Instant } from "@customer-threads/domain"
import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"

const minimum = Date.parse("0000-01-01T00:00:00.000Z")
const maximum = Date.parse("9999-12-31T23:59:59.999Z")

/** Milliseconds since 1970, of the years 0000 to 9999. */
export const EpochMillis = Schema.Int.check(
  Schema.isBetween(
    { minimum, maximum },
    {
      expected: "epoch milliseconds in the years 0000 to 9999",
      description: "milliseconds since 1970",
      format: "int64",
    },
  ),
)

/** An RFC 3339 instant in UTC with upper-case letters: a day that exists, no leap second, up to 9 digits of a second. */
const utc =
  /^(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/

/** The text of an instant, as this project writes it. */
export const UtcText = Schema.String.annotate({
  description: "RFC 3339, as in 2025-03-28T11:34:43.272Z",
  format: "date-time",
}).check(Schema.makeFilter((text) => utc.test(text), { expected: "an RFC 3339 instant in UTC" }))

/** An instant in every form that is read. */
export const InstantInput = Schema.Union([Schema.String, Schema.Int]).check(
  Schema.makeFilter((value) => !Number.isNaN(parseInstant(value)), {
    expected: "an RFC 3339 instant or epoch milliseconds",
  }),
)

/** The time, and the offset from UTC, of an instant. */
const withOffset = /^(.*)([+-])([01]\d|2[0-3]):?([0-5]\d)$/

const parseText = (text: string): number => {
  const upper = text.toUpperCase()
  const [, time, sign, hours, minutes] = withOffset.exec(upper) ?? []
  if (time === undefined) return utc.test(upper) ? Date.parse(upper) : Number.NaN
  return parseText(`${time}Z`) - Number(`${sign}60000`) * (Number(hours) * 60 + Number(minutes))
}

/**
 * Parses an instant strictly, to milliseconds since 1970, or to NaN if it is invalid. It reads whole epoch milliseconds as a number, and RFC 3339 with
 * `Z` or an offset of -23:59 to +23:59, with a colon or without. Letters may be lower-case; up to 9 digits of a second are
 * cut to milliseconds. It refuses days that do not exist, leap seconds, numbers in quotes, and years outside of 0000 to
 * 9999 (assumed: the vendor's other operations write all of these forms).
 */
export const parseInstant = (value: string | number): number => {
  const millis = typeof value === "number" ? value : parseText(value)
  return Number.isInteger(millis) && millis >= minimum && millis <= maximum ? millis : Number.NaN
}

/** Writes an instant in UTC with milliseconds: `2025-03-28T11:34:43.272Z`. */
export const formatInstant = (epochMillis: number): string => new Date(epochMillis).toISOString()

const epoch = DateTime.makeUnsafe(0)

/** Makes an instant. `DateTime.makeUnsafe` also makes a `Date`, which takes a tenth of the time to decode a response. */
export const makeInstant = (epochMillis: number): typeof Instant.Type =>
  DateTime.mapEpochMillis(epoch, () => epochMillis)
