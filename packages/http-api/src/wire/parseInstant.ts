import { isWritableInstant } from "@customer-threads/domain"

const ZERO = 48
const NONE = Number.NaN

/** What a digit is worth, or NaN for anything else. */
const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - ZERO
  return value >= 0 && value <= 9 ? value : NONE
}

/** The number that two digits write, or NaN where one of them is none. */
const pair = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1)

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** Days since 1970 of a day that exists, in the proleptic Gregorian calendar. */
const daysSince1970 = (year: number, month: number, day: number): number => {
  // Years are counted from March, so that the leap day is the last of one.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/**
 * Reads an instant strictly: whole epoch milliseconds as a number, or an ISO 8601 string with `Z`, `+00:00` or `+0000`
 * and up to 9 fraction digits (cut to milliseconds). No day that does not exist, no leap second, no number in quotes;
 * years 0000 to 9999 (assumed: the vendor's siblings write all three).
 *
 * @returns milliseconds since 1970, or undefined for anything else
 */
export const parseInstant = (value: string | number): number | undefined => {
  const millis = typeof value === "number" ? value : parseIso(value)
  return isWritableInstant(millis) ? millis : undefined
}

const parseIso = (text: string): number => {
  const [year, month, day] = [pair(text, 0) * 100 + pair(text, 2), pair(text, 5), pair(text, 8)]
  const [hour, minute, second] = [pair(text, 11), pair(text, 14), pair(text, 17)]
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  const isTime = hour <= 23 && minute <= 59 && second <= 59
  if (!isDay || !isTime || !hasSeparators(text)) return NONE
  let end = 19
  let fraction = 0
  if (text[end] === ".") {
    const start = end + 1
    end = start
    // Milliseconds are the first three digits; what follows them is worth nothing.
    for (let worth = 100; end - start < 9 && digit(text, end) >= 0; end += 1) {
      fraction += digit(text, end) * worth
      worth = worth === 1 ? 0 : worth / 10
    }
    if (end === start) return NONE
  }
  const offset = parseOffset(text, end)
  return (((daysSince1970(year, month, day) * 24 + hour) * 60 + minute - offset) * 60 + second) * 1_000 + fraction
}

const hasSeparators = (text: string): boolean =>
  text[4] === "-" && text[7] === "-" && text[10] === "T" && text[13] === ":" && text[16] === ":"

/** The offset from UTC in minutes that the rest of the text writes: `Z`, `+hh:mm` or `+hhmm`. */
const parseOffset = (text: string, start: number): number => {
  const sign = text[start]
  if (sign === "Z") return text.length === start + 1 ? 0 : NONE
  const hasColon = text[start + 3] === ":"
  if ((sign !== "+" && sign !== "-") || text.length !== start + (hasColon ? 6 : 5)) return NONE
  const [hours, minutes] = [pair(text, start + 1), pair(text, text.length - 2)]
  if (!(hours <= 23 && minutes <= 59)) return NONE
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes)
}

/** An instant as this project writes it: `2025-03-28T11:34:43.272Z`. */
export const formatInstant = (epochMillis: number): string => new Date(epochMillis).toISOString()
