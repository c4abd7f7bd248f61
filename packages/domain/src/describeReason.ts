import * as Duration from "effect/Duration"
import { printable } from "./printable.ts"
import type { ThreadFailure, Unavailable, VendorError } from "./ThreadFailure.ts"

const describeVendorError = (error: VendorError): string => {
  const uid = error.errorUid === undefined ? "" : ` (errorUID ${printable(error.errorUid, 128)})`
  const text = [error.errorCode, error.errorDescription].filter((part) => part !== undefined && part !== "").join(": ")
  return `${text === "" ? "no description" : printable(text, 300)}${uid}`
}

const whatHappened = (reason: ThreadFailure): readonly [happened: string, next: string] => {
  switch (reason._tag) {
    case "Unauthenticated":
      return ["The service refused the credentials (HTTP 401)", "check the username and the password"]
    case "Forbidden":
      return [
        "The credentials do not allow this (HTTP 403)",
        "check the department and the customer, or ask the vendor for access",
      ]
    case "NotFound":
      return ["The service knows no such address (HTTP 404)", "check the base URL, the department and the customer"]
    case "RateLimited":
      return [
        "The service asked to slow down (HTTP 429)",
        reason.retryAfter === undefined ? "wait and try again" : `try again in ${Duration.format(reason.retryAfter)}`,
      ]
    case "Rejected":
      return [
        `The service refused the request (HTTP ${reason.status})${reason.errors
          .slice(0, 3)
          .map((error) => `: ${describeVendorError(error)}`)
          .join("")}`,
        "correct the request, or give the vendor the identifiers in this message",
      ]
    case "Unavailable":
      return whatIsUnavailable(reason)
    case "TimedOut":
      return reason.detail === "attempt"
        ? [`The service did not answer within ${Duration.format(reason.limit)}`, "try again, or allow more time"]
        : [`The call did not finish within ${Duration.format(reason.limit)}`, "try again, or allow more time"]
    case "MalformedResponse":
      return [
        `The answer made no sense (${reason.status === undefined ? "" : `HTTP ${reason.status}, `}${reason.detail}): ${printable(reason.description, 300)}`,
        "check the base URL; if it is right, tell the vendor",
      ]
  }
}

const whatIsUnavailable = ({ detail, retryAfter, status }: Unavailable): readonly [happened: string, next: string] => {
  const later = retryAfter === undefined ? "try again later" : `try again in ${Duration.format(retryAfter)}`
  switch (detail) {
    case "dns":
      return ["The service's host name could not be resolved", "check the base URL and the network"]
    case "connect":
      return ["No connection to the service could be made", "check the base URL and the network"]
    case "reset":
      return ["The connection to the service was cut before the whole answer came", "try again"]
    case "tls":
      return ["The service's certificate could not be trusted", "check the base URL, the clock and the certificates"]
    case "status":
      return [`The service is failing${status === undefined ? "" : ` (HTTP ${status})`}`, later]
    case "breaker":
      return ["The service failed too often in a row and is left alone for a while", later]
  }
}

/** What to do about a failure. */
export const whatNext = (reason: ThreadFailure): string => whatHappened(reason)[1]

/** One line: what happened, after how many attempts, under which name the vendor knows it, and what to do next. */
export const describeReason = (error: {
  readonly reason: ThreadFailure
  readonly attempts: number
  readonly requestUuid?: string | undefined
}): string => {
  const [happened, next] = whatHappened(error.reason)
  const tries = `after ${error.attempts} ${error.attempts === 1 ? "attempt" : "attempts"}`
  const request = error.requestUuid === undefined ? "" : `, request ${printable(error.requestUuid, 128)}`
  return `${happened}, ${tries}${request}; ${next}.`
}
