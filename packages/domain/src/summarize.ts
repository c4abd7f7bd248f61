import * as Duration from "effect/Duration"
import type { ServiceError, ThreadRepositoryErrorReason } from "./ThreadRepositoryErrorReason.ts"
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
        problem: "The service says to slow down (HTTP 429)",
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
    case "Unavailable": {
      const { retryAfter, status } = reason
      const problem =
        status === undefined ? "The service could not be reached" : `The service is failing (HTTP ${status})`
      const fix = retryAfter === undefined ? "try again later" : tryAgainIn(retryAfter)
      return { problem: printable(reason.problem ?? problem), fix: printable(reason.fix ?? fix) }
    }
    case "TimedOut": {
      const limit = Duration.format(reason.limit)
      return {
        problem:
          reason.detail === "attempt"
            ? `The service did not respond within ${limit}`
            : `The call did not finish within ${limit}`,
        fix: "try again, or allow more time",
      }
    }
    case "MalformedResponse": {
      const { detail, fix = "check the base URL; if it is right, tell the vendor", law } = reason
      const status = reason.status === undefined ? "" : `HTTP ${reason.status}, `
      const brokenLaw = law === undefined ? "" : `, by the law "${printable(law)}"`
      return {
        problem: `The response is invalid (${status}${printable(detail)}): ${printable(reason.message, 300)}${brokenLaw}`,
        fix: printable(fix),
      }
    }
  }
}

const tryAgainIn = (wait: Duration.Duration): string => `try again in ${Duration.format(wait)}`
