import { CommunicationsApi } from "@customer-threads/http-api"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as OpenApi from "effect/http-api/OpenApi"
import * as Layer from "effect/Layer"
import { makeAuthorization } from "./authorization.ts"
import { controlRoutes } from "./control/controlRoutes.ts"
import { errorResponse, readOnly } from "./errorResponse.ts"
import { chunkedOnly, cors, hostGuard, singleHost } from "./guards.ts"
import { makeObserver } from "./observe/observe.ts"
import type { CheckedSettings } from "./StandInSettings.ts"
import type { Sessions } from "./sessions/Sessions.ts"
import { pageRoutes } from "./ui/pageRoutes.ts"
import { makeVendorRoutes } from "./vendorRoutes.ts"

type Response = HttpServerResponse.HttpServerResponse

/** Middleware: logs a defect, and responds with 500 without its details. */
const catchDefects = <E, R>(app: Effect.Effect<Response, E, R>): Effect.Effect<Response, E, R> =>
  Effect.catchCause(app, (cause) =>
    Cause.hasInterruptsOnly(cause)
      ? Effect.failCause(cause)
      : Effect.as(
          Effect.logError("The stand-in failed", cause),
          errorResponse(500, "The stand-in failed; see its log."),
        ),
  )

const ownRoutes = Layer.mergeAll(
  HttpRouter.add(
    "*",
    "/openapi.json",
    readOnly(Effect.sync(() => HttpServerResponse.jsonUnsafe(OpenApi.fromApi(CommunicationsApi)))),
  ),
  HttpRouter.add("*", "/healthz", readOnly(Effect.succeed(HttpServerResponse.jsonUnsafe({ status: "ok" })))),
)

/** Makes the application of a server: its routes, and the middleware around them. */
export const makeApp = (settings: CheckedSettings, sessions: Sessions) => {
  const authorization = makeAuthorization(settings.credentials)
  const { requireAuth } = authorization
  const { formatMetrics, observe } = makeObserver(settings.logging)
  const vendor = makeVendorRoutes(settings, sessions, authorization)
  const metrics = Effect.map(
    Effect.suspend(() => formatMetrics(sessions.names.length)),
    (text) => HttpServerResponse.text(text, { contentType: "text/plain; version=0.0.4; charset=utf-8" }),
  )
  const routes = Layer.mergeAll(
    vendor.routes,
    ownRoutes,
    settings.metrics ? HttpRouter.add("*", "/metrics", readOnly(requireAuth(metrics))) : Layer.empty,
    settings.control ? controlRoutes(sessions, authorization) : Layer.empty,
    settings.ui ? pageRoutes(settings, authorization, sessions.default.threads.store) : Layer.empty,
  )
  return Effect.map(HttpRouter.toHttpEffect(routes), (app) => {
    // The router fails for a path that cannot be decoded.
    const answered = catchDefects(Effect.catch(app, () => vendor.notFound))
    const shared = settings.cors === undefined ? answered : cors(settings.cors)(answered)
    const guarded =
      settings.allowedHosts === undefined ? shared : hostGuard(settings.allowedHosts, settings.host)(shared)
    return observe(singleHost(chunkedOnly(guarded)))
  })
}
