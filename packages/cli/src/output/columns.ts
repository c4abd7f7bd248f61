import type { CustomerThread } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain/text"
import * as DateTime from "effect/DateTime"

/** Formats an instant. */
export type InstantText = (instant: DateTime.Utc) => string

/** Formats for programs and spreadsheets: `2025-03-28T11:34:43.272Z`, or with the offset of a zone. */
export const isoIn = (zone: DateTime.TimeZone | undefined): InstantText =>
  zone === undefined
    ? (instant) => new Date(instant.epochMilliseconds).toISOString()
    : (instant) => DateTime.formatIsoOffset(inWholeMinutes(DateTime.setZone(instant, zone)))

/**
 * Sets the offset to whole minutes, as ISO 8601 has no seconds in it. The zones of the 19th century have them: without this,
 * an instant would differ by up to a minute from what is printed.
 */
const inWholeMinutes = (zoned: DateTime.Zoned): DateTime.Zoned => {
  const offset = DateTime.zonedOffset(zoned)
  return offset % 60_000 === 0 ? zoned : DateTime.setZoneOffset(zoned, Math.round(offset / 60_000) * 60_000)
}

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

/** The fields of a thread, under the endpoint's own names. */
const fields = [
  "id",
  "lastMessageOn",
  "lastDelegationOn",
  "isWaitingForResponse",
  "closed",
  "archived",
  "userUuid",
  "customerUuid",
  "departmentUuid",
  "dealerUuid",
] as const satisfies ReadonlyArray<keyof CustomerThread>
type Field = (typeof fields)[number]

/** The names of the columns: the fields of a thread, and `state`, which shows three of them in words. */
export const columnNames = [...fields, "state"] as const
export type Column = (typeof columnNames)[number]

/** True if a column is a field, which JSON has under the same name. */
export const isField = (column: Column): column is Field => column !== "state"

/** Lists the states of a thread in words: waiting for a response, open or closed, archived. */
export const statesOf = (thread: CustomerThread): ReadonlyArray<"waiting" | "open" | "closed" | "archived"> => [
  ...(thread.isWaitingForResponse === true ? (["waiting"] as const) : []),
  thread.closed ? "closed" : "open",
  ...(thread.archived ? (["archived"] as const) : []),
]

/** Formats a column of a thread as text that is safe to print. The text is empty if the thread has no value. */
export const textOf = (thread: CustomerThread, column: Column, instantText: InstantText): string => {
  if (column === "state") return statesOf(thread).join(", ")
  const value = thread[column]
  switch (typeof value) {
    case "undefined":
      return ""
    case "object":
      return instantText(value)
    default:
      return printable(String(value))
  }
}
