import type { ErrorJson, ListThreadsResponse } from "@customer-threads/http-api/wire"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
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
  501: "NOT_IMPLEMENTED",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
  504: "GATEWAY_TIMEOUT",
}

/** Makes a response in the vendor's envelope, without threads and with one error. */
export const errorResponse = (
  status: number,
  errorDescription: string,
  headers: Record<string, string> = {},
): HttpServerResponse.HttpServerResponse =>
  errorResponseWith(
    status,
    [{ errorCode: codes[status] ?? "REFUSED", errorDescription, errorUID: crypto.randomUUID() }],
    headers,
  )

/** Makes a response in the vendor's envelope, without threads and with these errors and warnings. */
export const errorResponseWith = (
  status: number,
  errors: ReadonlyArray<ErrorJson>,
  headers: Record<string, string> = {},
  warnings: ListThreadsResponse["warnings"] = [],
): HttpServerResponse.HttpServerResponse => {
  const body: ListThreadsResponse = { customerThreads: [], requestUUID: crypto.randomUUID(), errors, warnings }
  return HttpServerResponse.jsonUnsafe(body, { status, headers })
}

/** Refuses a request with 400. `problem` names the place, such as `body.isClosed`, and what was expected there. */
export const wrongRequest = (problem: string): HttpServerResponse.HttpServerResponse =>
  errorResponse(400, `The request is wrong: ${problem}.`)

/** Refuses a method with 405. `allowed` are the methods of the path. */
export const methodNotAllowed = (allowed: ReadonlyArray<string>): HttpServerResponse.HttpServerResponse =>
  errorResponse(405, `The method must be ${allowed.join(" or ")}.`, { allow: allowed.join(", ") })

/** Middleware: passes GET and HEAD on, and refuses other methods with 405. */
export const readOnly = <E, R>(
  app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
): Effect.Effect<HttpServerResponse.HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ method }) =>
    method === "GET" || method === "HEAD" ? app : Effect.sync(() => methodNotAllowed(["GET", "HEAD"])),
  )
