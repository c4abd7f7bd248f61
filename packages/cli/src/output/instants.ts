import * as DateTime from "effect/DateTime"

/** Formats an instant. */
export type InstantText = (instant: DateTime.Utc) => string

/** Formats for programs and spreadsheets: `2025-03-28T11:34:43.272Z`, or with the offset of a zone. */
export const isoIn = (zone: DateTime.TimeZone | undefined): InstantText =>
  zone === undefined
    ? (instant) => new Date(instant.epochMilliseconds).toISOString()
    : (instant) => DateTime.formatIsoOffset(DateTime.setZone(instant, zone))

/** Formats for people: `2025-03-28 11:34:43Z`, or with the offset of a zone. */
export const exactIn = (zone: DateTime.TimeZone | undefined): InstantText => {
  const iso = isoIn(zone)
  return (instant) => iso(instant).replace("T", " ").replace(/\.\d+/, "")
}

const units: ReadonlyArray<readonly [unit: Intl.RelativeTimeFormatUnit, millis: number]> = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
]

/** Formats the distance from `now` in the largest unit that fits: `3h ago`. */
export const relativeTo = (now: number): InstantText => {
  const format = new Intl.RelativeTimeFormat("en", { style: "narrow", numeric: "always" })
  return ({ epochMilliseconds }) => {
    const distance = epochMilliseconds - now
    const [unit, millis] = units.find(([, millis]) => Math.abs(distance) >= millis) ?? ["second", 1_000]
    return format.format(Math.trunc(distance / millis), unit)
  }
}
