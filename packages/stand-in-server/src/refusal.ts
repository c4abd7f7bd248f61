import type { ErrorJson, ListThreadsResponse } from "@customer-threads/http-api/wire"
import * as HttpServerResponse from "effect/http/HttpServerResponse"

const codes: Record<number, string> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_ERROR",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
  504: "GATEWAY_TIMEOUT",
}

/** The vendor's envelope without threads, saying why. */
export const refusal = (
  status: number,
  errorDescription: string,
  headers: Record<string, string> = {},
): HttpServerResponse.HttpServerResponse =>
  refusalWith(
    status,
    [{ errorCode: codes[status] ?? "REFUSED", errorDescription, errorUID: crypto.randomUUID() }],
    headers,
  )

/** The same with errors that another service said. */
export const refusalWith = (
  status: number,
  errors: ReadonlyArray<ErrorJson>,
  headers: Record<string, string> = {},
  warnings: ListThreadsResponse["warnings"] = [],
): HttpServerResponse.HttpServerResponse => {
  const body: ListThreadsResponse = { customerThreads: [], requestUUID: crypto.randomUUID(), errors, warnings }
  return HttpServerResponse.jsonUnsafe(body, { status, headers })
}
