import { isLoopback } from "@customer-threads/http-api/settings"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { refusal } from "./refusal.ts"
import type { CheckedSettings } from "./StandInSettings.ts"
import { FAULT_HEADER, SESSION_HEADER } from "./serverHeaders.ts"

/** What an answer has to pass on its way, the request before it. */
export type Guard = <R>(
  request: HttpServerRequest,
  answer: Effect.Effect<HttpServerResponse.HttpServerResponse, never, R>,
) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, R>

/** The name in a `Host` header: without the port, the brackets of an IPv6 address and the case. */
const hostName = (header: string): string =>
  header
    .replace(/:\d{1,5}$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase()

/** Refuses a name that is not this server's: a page of another site may have made it point here. */
const hostGuard = (allowedHosts: ReadonlyArray<string>, host: string): Guard => {
  const names = new Set([...allowedHosts.map((name) => hostName(name)), host.toLowerCase()])
  return (request, answer) => {
    const name = hostName(request.headers.host ?? "")
    return names.has(name) || isLoopback(name)
      ? answer
      : Effect.sync(() => refusal(421, "The Host is not a name of this server; the server can be told of it."))
  }
}

/** Lets the pages of one origin read the answers. */
const corsGuard = (origin: string): Guard => {
  const allow = { "access-control-allow-origin": origin, vary: "origin" }
  const preflight = HttpServerResponse.empty({
    status: 204,
    headers: {
      ...allow,
      "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
      "access-control-allow-headers": `authorization, content-type, ${SESSION_HEADER}, ${FAULT_HEADER}`,
      "access-control-max-age": "600",
    },
  })
  return (request, answer) => {
    if (request.headers.origin !== origin) return answer
    return request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined
      ? Effect.succeed(preflight)
      : Effect.map(answer, HttpServerResponse.setHeaders(allow))
  }
}

/** What stands before every route, as the settings say. */
export const guards = ({ allowedHosts, cors, host }: CheckedSettings): ReadonlyArray<Guard> => [
  ...(cors === undefined ? [] : [corsGuard(cors)]),
  ...(allowedHosts === undefined ? [] : [hostGuard(allowedHosts, host)]),
]
