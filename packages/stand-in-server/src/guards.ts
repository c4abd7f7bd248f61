import type { IncomingMessage } from "node:http"
import { isLoopback } from "@customer-threads/http-api/settings"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import * as HttpMiddleware from "effect/http/HttpMiddleware"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { errorResponse } from "./errorResponse.ts"
import { FAULT_HEADER, SESSION_HEADER } from "./protocol.ts"

/** The name in a `Host` header: without the port, the brackets of an IPv6 address and the case. */
const hostName = (header: string): string =>
  header
    .replace(/:\d{1,5}$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase()

/** Middleware: refuses a request with several `Host` headers (RFC 9112, 3.2). Node keeps the first of them. */
export const singleHost = <E, R>(
  app: Effect.Effect<HttpServerResponse, E, R>,
): Effect.Effect<HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => {
    const { headersDistinct } = NodeHttpServerRequest.toIncomingMessage(request) as IncomingMessage
    return (headersDistinct.host ?? []).length <= 1
      ? app
      : Effect.sync(() => errorResponse(400, "The request has several Host headers; expected one."))
  })

/**
 * Middleware: refuses a `Host` that is not a name of this server, which stops DNS rebinding by pages of other sites. A
 * browser always sends a `Host`. Node accepts a request without it only over HTTP/1.0, where it is optional.
 */
export const hostGuard = (allowedHosts: ReadonlyArray<string>, host: string) => {
  const names = new Set([...allowedHosts.map((name) => hostName(name)), host.toLowerCase()])
  return <E, R>(
    app: Effect.Effect<HttpServerResponse, E, R>,
  ): Effect.Effect<HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
    Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers }) => {
      if (headers.host === undefined) return app
      const name = hostName(headers.host)
      return names.has(name) || isLoopback(name)
        ? app
        : Effect.sync(() => errorResponse(421, "The Host is not a name of this server; add it to the allowed hosts."))
    })
}

/** Middleware: lets the pages of one origin send requests and read the responses. */
export const cors = (origin: string) =>
  HttpMiddleware.cors({
    allowedOrigins: (other) => other === origin,
    allowedHeaders: ["authorization", "content-type", SESSION_HEADER, FAULT_HEADER],
    maxAge: 600,
  })
