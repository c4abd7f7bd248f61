import type { ThreadRepositoryError } from "@customer-threads/domain"
import * as Duration from "effect/Duration"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { errorResponse, errorResponseWith } from "./errorResponse.ts"

const statuses = {
  Unauthenticated: 401,
  Forbidden: 403,
  NotFound: 404,
  RateLimited: 429,
  MalformedResponse: 502,
  TimedOut: 504,
}

/** Makes the response to an error of the repository. Its status has the same meaning as the error. */
export const failureResponse = ({ message, reason }: ThreadRepositoryError): HttpServerResponse => {
  const status =
    reason._tag === "Rejected" || reason._tag === "Unavailable" ? (reason.status ?? 503) : statuses[reason._tag]
  if (reason._tag !== "Rejected" || reason.errors.length === 0) {
    const wait = "retryAfter" in reason ? reason.retryAfter : undefined
    const headers = wait === undefined ? {} : { "retry-after": String(Math.ceil(Duration.toSeconds(wait))) }
    return errorResponse(status, message, headers)
  }
  const errors = reason.errors.map(({ errorCode = "", errorDescription = "", errorUid: errorUID = "" }) => ({
    errorCode,
    errorDescription,
    errorUID,
  }))
  return errorResponseWith(status, errors, {}, reason.warnings)
}
