import type { ErrorJson, ListThreadsResponse } from "@customer-threads/http-api/wire"
import * as HttpServerResponse from "effect/http/HttpServerResponse"

const codes = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  500: "INTERNAL_ERROR",
  502: "BAD_GATEWAY",
} as const

/** The vendor's envelope without threads, saying why. */
export const refusal = (
  status: keyof typeof codes,
  errorDescription: string,
  headers: Record<string, string> = {},
): HttpServerResponse.HttpServerResponse => {
  const error: ErrorJson = { errorCode: codes[status], errorDescription, errorUID: crypto.randomUUID() }
  const body: ListThreadsResponse = {
    customerThreads: [],
    requestUUID: crypto.randomUUID(),
    errors: [error],
    warnings: [],
  }
  return HttpServerResponse.jsonUnsafe(body, { status, headers })
}
