import type { ThreadRepositoryError } from "@customer-threads/domain"
import * as Duration from "effect/Duration"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { refusal, refusalWith } from "./refusal.ts"

const retryAfter = (wait: Duration.Duration | undefined): Record<string, string> =>
  wait === undefined ? {} : { "retry-after": String(Math.ceil(Duration.toSeconds(wait))) }

/** The answer that tells a client what the repository behind the stand-in failed with: the status that means the same. */
export const failureResponse = (error: ThreadRepositoryError): HttpServerResponse => {
  const { message, reason } = error
  switch (reason._tag) {
    case "Unauthenticated":
      return refusal(401, message)
    case "Forbidden":
      return refusal(403, message)
    case "NotFound":
      return refusal(404, message)
    case "RateLimited":
      return refusal(429, message, retryAfter(reason.retryAfter))
    case "Rejected":
      return reason.errors.length === 0
        ? refusal(reason.status, message)
        : refusalWith(
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
      return refusal(reason.status ?? 503, message, retryAfter(reason.retryAfter))
    case "TimedOut":
      return refusal(504, message)
    case "MalformedResponse":
      return refusal(502, message)
  }
}
