import * as Duration from "effect/Duration"
import { blocked, type Finding, notChecked, ok, warning } from "../check.ts"
import type { HttpResponse } from "./http.ts"

/** Maximum difference of the clocks, in seconds. */
const FAR = 300

/** The preferred date format of HTTP (RFC 9110, IMF-fixdate). */
const imfDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Checks that this machine's clock agrees with the service's. */
export const checkClock = (httpResponse: HttpResponse | undefined): Finding => {
  if (httpResponse === undefined) return blocked
  const { at, date } = httpResponse
  const there = date !== undefined && imfDate.test(date) ? Date.parse(date) : Number.NaN
  if (Number.isNaN(there)) return notChecked("The response has no Date header", "compare the clock with another")
  const seconds = Math.round((at - there) / 1_000)
  const apart = Duration.format(Duration.seconds(Math.abs(seconds)))
  if (Math.abs(seconds) <= FAR)
    return ok(seconds === 0 ? "It agrees with the service's" : `${apart} from the service's`)
  return warning(
    `It is ${apart} ${seconds > 0 ? "ahead of" : "behind"} the service's`,
    "set this machine's clock, best by a time server",
  )
}
