import { hash, timingSafeEqual } from "node:crypto"
import type { Credentials } from "@customer-threads/http-api/settings"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Redacted from "effect/Redacted"
import { errorResponse } from "./errorResponse.ts"

const basic = /^basic +((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?)$/i

const digest = (bytes: Buffer): Buffer => hash("sha256", bytes, "buffer")

const unauthorized = () =>
  errorResponse(401, "The credentials are missing or wrong; send the server's own as HTTP Basic.", {
    "www-authenticate": 'Basic realm="customer-threads stand-in", charset="UTF-8"',
  })

/** Checks requests for HTTP Basic credentials. Without credentials to check for, every request is authorized. */
export const makeAuthorization = (credentials: Credentials | undefined) => {
  const expected =
    credentials &&
    digest(Buffer.from(`${Redacted.value(credentials.username)}:${Redacted.value(credentials.password)}`))

  /** Compares digests, so that the time it takes does not depend on how much of the credentials is right. */
  const isAuthorized = ({ headers }: HttpServerRequest.HttpServerRequest): boolean =>
    expected === undefined ||
    timingSafeEqual(digest(Buffer.from(basic.exec(headers.authorization ?? "")?.[1] ?? "", "base64")), expected)

  /** Middleware: refuses a request without the credentials with 401. */
  const requireAuth = <E, R>(
    app: Effect.Effect<HttpServerResponse, E, R>,
  ): Effect.Effect<HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
    Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
      isAuthorized(request) ? app : Effect.sync(unauthorized),
    )

  return { isAuthorized, requireAuth }
}
export type Authorization = ReturnType<typeof makeAuthorization>
