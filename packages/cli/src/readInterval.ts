import { printable } from "@customer-threads/domain"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { usageFailure } from "./CliFailure.ts"

const units = { s: Duration.seconds, m: Duration.minutes, h: Duration.hours }
const SHORTEST = Duration.seconds(5)
const LONGEST = Duration.hours(24)

/** Reads an interval such as `30s`, `5m` or `1h`: 5 seconds to a day, so that watching never hammers the service. */
export const readInterval = (text: string) => {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? []
  const interval = count === undefined ? undefined : units[unit as keyof typeof units](Number(count))
  return interval === undefined || Duration.isLessThan(interval, SHORTEST) || Duration.isGreaterThan(interval, LONGEST)
    ? usageFailure(
        `--watch: expected an interval from 5s to 24h, not ${printable(text, 60)}`,
        "give one such as 30s or 5m",
      )
    : Effect.succeed(interval)
}
