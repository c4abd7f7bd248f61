import * as Duration from "effect/Duration"
import type { ServiceError, ThreadRepositoryErrorReason, Unavailable } from "./ThreadRepositoryErrorReason.ts"
import { printable } from "./text.ts"

/** The two parts of an error message, without a period at their ends. */
export interface Summary {
  readonly problem: string
  readonly fix: string
}

const formatServiceError = (error: ServiceError): string => {
  const uid = error.errorUid === undefined ? "" : ` (errorUID ${printable(error.errorUid, 128)})`
  const text = [error.errorCode, error.errorDescription].filter((part) => part !== undefined && part !== "").join(": ")
  return `${text === "" ? "no description" : printable(text, 300)}${uid}`
}

/** Summarizes a reason for a person. */
export const summarize = (reason: ThreadRepositoryErrorReason): Summary => {
  switch (reason._tag) {
    case "Unauthenticated":
      return {
        problem: "The service refused the credentials (HTTP 401)",
        fix: "check the username and the password",
      }
    case "Forbidden":
      return {
        problem: "The credentials do not allow this (HTTP 403)",
        fix: "check the department and the customer, or ask the vendor for access",
      }
    case "NotFound":
      return {
        problem: "The service knows no such address (HTTP 404)",
        fix: "check the base URL, the department and the customer",
      }
    case "RateLimited":
      return {
        problem: "The service asked to slow down (HTTP 429)",
        fix: reason.retryAfter === undefined ? "wait and try again" : tryAgainIn(reason.retryAfter),
      }
    case "Rejected":
      return {
        problem: `The service refused the request (HTTP ${reason.status})${reason.errors
          .slice(0, 3)
          .map((error) => `: ${formatServiceError(error)}`)
          .join("")}`,
        fix: "correct the request, or give the vendor the identifiers in this message",
      }
    case "Unavailable":
      return summarizeUnavailable(reason)
    case "TimedOut": {
      const limit = Duration.format(reason.limit)
      return {
        problem:
          reason.detail === "attempt"
            ? `The service did not answer within ${limit}`
            : `The call did not finish within ${limit}`,
        fix: "try again, or allow more time",
      }
    }
    case "MalformedResponse": {
      const status = reason.status === undefined ? "" : `HTTP ${reason.status}, `
      return {
        problem: `The response is invalid (${status}${reason.detail}): ${printable(reason.message, 300)}`,
        fix: "check the base URL; if it is right, tell the vendor",
      }
    }
  }
}

const tryAgainIn = (wait: Duration.Duration): string => `try again in ${Duration.format(wait)}`

const summarizeUnavailable = ({ detail, retryAfter, status }: Unavailable): Summary => {
  const later = retryAfter === undefined ? "try again later" : tryAgainIn(retryAfter)
  switch (detail) {
    case "dns":
      return { problem: "The service's host name could not be resolved", fix: "check the base URL and the network" }
    case "connect":
      return { problem: "No connection to the service could be made", fix: "check the base URL and the network" }
    case "reset":
      return { problem: "The connection to the service was cut before the whole answer came", fix: "try again" }
    case "tls":
      return {
        problem: "The service's certificate could not be trusted",
        fix: "check the base URL, the clock and the certificates",
      }
    case "status":
      return { problem: `The service is failing${status === undefined ? "" : ` (HTTP ${status})`}`, fix: later }
  }
}
