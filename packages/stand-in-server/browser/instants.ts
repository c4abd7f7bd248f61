import type { ThreadJson } from "@customer-threads/http-api/wire"

/** The time of the last message, in milliseconds since 1970. Undefined if the thread has none. */
export const messageMillis = ({ lastMessageOn }: ThreadJson): number | undefined =>
  lastMessageOn === undefined ? undefined : Date.parse(lastMessageOn)

/** Formats milliseconds since 1970 as the program's table does: `2025-03-28 11:34:43Z`. */
export const exact = (millis: number): string => new Date(millis).toISOString().replace("T", " ").replace(/\.\d+/, "")

const units: ReadonlyArray<readonly [unit: Intl.RelativeTimeFormatUnit, millis: number]> = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
]

const format = new Intl.RelativeTimeFormat("en", { style: "short", numeric: "always" })

/** Formats the distance from `now` in the largest unit that fits: `3 hr. ago`. */
export const relative = (millis: number, now: number): string => {
  const distance = millis - now
  const [unit, size] = units.find(([, size]) => Math.abs(distance) >= size) ?? ["second", 1_000]
  return format.format(Math.trunc(distance / size), unit)
}
