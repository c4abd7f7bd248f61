import type { ThreadRepositoryError } from "@customer-threads/domain"
import * as Duration from "effect/Duration"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { errorResponse, errorResponseWith } from "./errorResponse.ts"

const retryAfter = (wait: Duration.Duration | undefined): Record<string, string> =>
  wait === undefined ? {} : { "retry-after": String(Math.ceil(Duration.toSeconds(wait))) }

/** The answer that tells a client what the repository behind the stand-in failed with: the status that means the same. */
export const failureResponse = (error: ThreadRepositoryError): HttpServerResponse => {
  const { message, reason } = error
  switch (reason._tag) {
    case "Unauthenticated":
      return errorResponse(401, message)
    case "Forbidden":
      return errorResponse(403, message)
    case "NotFound":
      return errorResponse(404, message)
    case "RateLimited":
      return errorResponse(429, message, retryAfter(reason.retryAfter))
    case "Rejected":
      return reason.errors.length === 0
        ? errorResponse(reason.status, message)
        : errorResponseWith(
            reason.status,
            reason.errors.map(({ errorCode = "", errorDescription = "", errorUid = "" }) => ({
              errorCode,
              errorDescription,
              errorUID: errorUid,
            })),
            {},
            reason.warnings,
          )
    case "Unavailable":
      return errorResponse(reason.status ?? 503, message, retryAfter(reason.retryAfter))
    case "TimedOut":
      return errorResponse(504, message)
    case "MalformedResponse":
      return errorResponse(502, message)
  }
}
