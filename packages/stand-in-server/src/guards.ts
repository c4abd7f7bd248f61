import type { IncomingMessage } from "node:http"
import { isIP } from "node:net"
import { printable } from "@customer-threads/domain/text"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import * as HttpMiddleware from "effect/http/HttpMiddleware"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { errorResponse } from "./errorResponse.ts"
import { FAULT_HEADER, SESSION_HEADER } from "./protocol.ts"

/** The name in a `Host` header: without the port, the brackets of an IPv6 address, the dot at the end and the case. */
const hostName = (header: string): string =>
  header
    .replace(/:\d{1,5}$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/(?<=\w)\.$/, "")
    .toLowerCase()

/**
 * Middleware: refuses a request with several `Host` headers, or over HTTP/1.1 with none (RFC 9112, 3.2). Node keeps the first
 * of several.
 */
export const singleHost = <E, R>(
  app: Effect.Effect<HttpServerResponse, E, R>,
): Effect.Effect<HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => {
    const { headersDistinct, httpVersion } = NodeHttpServerRequest.toIncomingMessage(request) as IncomingMessage
    const hosts = (headersDistinct.host ?? []).length
    if (hosts === 1 || (hosts === 0 && httpVersion === "1.0")) return app
    const found = hosts === 0 ? "no Host header" : "several Host headers"
    return Effect.sync(() => errorResponse(400, `The request has ${found}; expected one.`))
  })

/** A transfer coding that Node does not undo. It undoes `chunked` alone. */
const transferCoding = (header: string | undefined): string | undefined =>
  header
    ?.split(",")
    .map((coding) => coding.trim())
    .find((coding) => !/^(chunked)?$/i.test(coding))

/** Middleware: refuses a transfer coding other than `chunked` with 501, on every route (RFC 9112, 6.1). */
export const chunkedOnly = <E, R>(
  app: Effect.Effect<HttpServerResponse, E, R>,
): Effect.Effect<HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers }) => {
    const coding = transferCoding(headers["transfer-encoding"])
    if (coding === undefined) return app
    const problem = `The body has the transfer encoding "${printable(coding, 100)}"; only chunked is implemented.`
    return Effect.sync(() => errorResponse(501, problem, { connection: "close" }))
  })

/** The allowed host that stands for any name. */
export const ANY_HOST = "*"

/**
 * Middleware: refuses a `Host` that is not a name of this server, which stops DNS rebinding by pages of other sites.
 * Rebinding needs a name, so every IP address is accepted. A browser always sends a `Host`. Node accepts a request without
 * it only over HTTP/1.0, where it is optional.
 */
export const hostGuard = (allowedHosts: ReadonlyArray<string>, host: string) => {
  const names = new Set([...allowedHosts, host, "localhost"].map(hostName))
  return <E, R>(
    app: Effect.Effect<HttpServerResponse, E, R>,
  ): Effect.Effect<HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
    Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers }) => {
      if (headers.host === undefined) return app
      const name = hostName(headers.host)
      return names.has(ANY_HOST) || names.has(name) || isIP(name) !== 0
        ? app
        : Effect.sync(() => errorResponse(421, "The Host is not a name of this server; add it to the allowed hosts."))
    })
}

/** Middleware: lets the pages of one origin send requests and read the responses. */
export const cors = (origin: string) =>
  HttpMiddleware.cors({
    allowedOrigins: (other) => other === origin,
    allowedHeaders: ["authorization", "content-type", SESSION_HEADER, FAULT_HEADER],
    exposedHeaders: ["retry-after", "www-authenticate", SESSION_HEADER],
    maxAge: 600,
  })
