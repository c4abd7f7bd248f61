import { isWritableInstant } from "@customer-threads/domain"

const iso = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):?(\d{2}))$/

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** Milliseconds since 1970 of midnight UTC on a day that exists, for years 0 to 9999 (`Date.UTC` moves 0 to 99). */
const midnight = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month - 1, day)

/**
 * Reads an instant strictly: whole epoch milliseconds as a number, or an ISO 8601 string with `Z`, `+00:00` or `+0000`
 * and up to 9 fraction digits (cut to milliseconds). No day that does not exist, no leap second, no number in quotes;
 * years 0000 to 9999 (assumed: the vendor's siblings write all three).
 *
 * @returns milliseconds since 1970, or undefined for anything else
 */
export const parseInstant = (value: string | number): number | undefined => {
  const millis = typeof value === "number" ? value : parseIso(value)
  return millis !== undefined && isWritableInstant(millis) ? millis : undefined
}

const parseIso = (text: string): number | undefined => {
  const match = iso.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => Number(match[group])) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const [offsetHour, offsetMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (offsetHour > 23 || offsetMinute > 59) return undefined
  const offset = (match[8] === "-" ? -1 : 1) * (offsetHour * 60 + offsetMinute)
  const fraction = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3))
  return midnight(year, month, day) + ((hour * 60 + minute - offset) * 60 + second) * 1_000 + fraction
}

/** An instant as this project writes it: `2025-03-28T11:34:43.272Z`. */
export const formatInstant = (epochMillis: number): string => new Date(epochMillis).toISOString()
