import { CommunicationsApi } from "@customer-threads/http-api"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import type { HttpServerError } from "effect/http/HttpServerError"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as OpenApi from "effect/http-api/OpenApi"
import { controlRoutes } from "./control/controlRoutes.ts"
import { guards } from "./guards.ts"
import { listThreads } from "./listThreads.ts"
import { makeIsAuthorized } from "./makeIsAuthorized.ts"
import { Observer } from "./observe/Observer.ts"
import { StandInMetrics } from "./observe/StandInMetrics.ts"
import { refusal } from "./refusal.ts"
import type { CheckedSettings } from "./StandInSettings.ts"
import type { Sessions } from "./sessions/Sessions.ts"
import { addPage, type Threads } from "./ui/addPage.ts"
import { vendorSide } from "./vendorSide.ts"

type Response = HttpServerResponse.HttpServerResponse

const operation = `/communications${listThreadsPath}` as const

const unauthorized = () =>
  refusal(401, "The credentials are missing or wrong; send the server's own as HTTP Basic.", {
    "www-authenticate": 'Basic realm="customer-threads stand-in", charset="UTF-8"',
  })

type Handler = (request: HttpServerRequest.HttpServerRequest) => Effect.Effect<Response, never, HttpRouter.Provided>

const only =
  (methods: ReadonlyArray<string>, handle: Handler): Handler =>
  (request) =>
    methods.includes(request.method)
      ? handle(request)
      : Effect.sync(() => refusal(405, `The method must be ${methods.join(" or ")}.`, { allow: methods.join(", ") }))

const openApi = HttpServerResponse.jsonUnsafe(OpenApi.fromApi(CommunicationsApi))

const healthy = HttpServerResponse.jsonUnsafe({ status: "ok" })

const notFound = () =>
  refusal(404, `There is nothing here; expected POST ${operation}, GET /openapi.json or GET /healthz.`)

/** A defect is told to the operator and not to the client. */
const withoutDefects = <R>(answer: Effect.Effect<Response, never, R>): Effect.Effect<Response, never, R> =>
  Effect.catchCause(answer, (cause) =>
    Cause.hasInterruptsOnly(cause)
      ? Effect.failCause(cause)
      : Effect.as(Effect.logError("The stand-in failed", cause), refusal(500, "The stand-in failed; see its log.")),
  )

/** Everything that the stand-in answers: its routes, and the vendor's envelope for what none of them does. */
export const makeRoutes = (settings: CheckedSettings, sessions: Sessions, threads?: Threads) => {
  const { control, credentials, faultHeader, faults, logging, ui } = settings
  const metrics = settings.metrics ? new StandInMetrics() : undefined
  const observer = metrics === undefined && logging === undefined ? undefined : new Observer(metrics, logging)
  const isAuthorized = credentials === undefined ? () => true : makeIsAuthorized(credentials)
  const letsIn = (request: HttpServerRequest.HttpServerRequest) => isAuthorized(request.headers.authorization)
  const letIn = (
    request: HttpServerRequest.HttpServerRequest,
    answer: Effect.Effect<Response, never, HttpRouter.Provided>,
  ) => (letsIn(request) ? answer : Effect.sync(unauthorized))
  const forVendor = vendorSide({
    sessions,
    control,
    faultHeader,
    hasFaults: faults.length > 0,
    isAuthorized: letsIn,
    observer,
  })
  const missing = forVendor(() => Effect.sync(notFound))

  const routes = HttpRouter.use(
    Effect.fnUntraced(function* (router) {
      const add = (path: HttpRouter.PathInput, handle: Handler) => router.add("*", path, handle)
      yield* add(operation, (request) =>
        Effect.flatMap(HttpRouter.params, (path) =>
          forVendor(({ isAuthorized, read, request: { method }, session }) =>
            method !== "POST"
              ? Effect.sync(() => refusal(405, "The method must be POST.", { allow: "POST" }))
              : isAuthorized
                ? listThreads(session.threads.repository, request, path, read)
                : Effect.sync(unauthorized),
          )(request),
        ),
      )
      yield* add(
        "/openapi.json",
        only(["GET", "HEAD"], () => Effect.succeed(openApi)),
      )
      yield* add(
        "/healthz",
        only(["GET", "HEAD"], () => Effect.succeed(healthy)),
      )
      if (metrics !== undefined) {
        const print = Effect.sync(() =>
          HttpServerResponse.text(metrics.print(sessions.names.length), {
            contentType: "text/plain; version=0.0.4; charset=utf-8",
          }),
        )
        yield* add(
          "/metrics",
          only(["GET", "HEAD"], (request) => letIn(request, print)),
        )
      }
      if (control) for (const { handle, path } of controlRoutes(sessions, letIn)) yield* add(path, handle)
      if (ui) {
        yield* addPage(router, {
          guarded: (handle) => (request) => letIn(request, handle(request)),
          needsCredentials: credentials !== undefined,
          reading: (handle) => only(["GET", "HEAD"], handle),
          threads,
        })
      }
      yield* add("*", missing)
    }),
  )

  /** What no route answers is a path that cannot be decoded. */
  const answerWith = <R>(answer: Effect.Effect<Response, HttpServerError, R>) => {
    const routed = withoutDefects(
      Effect.catch(answer, () => Effect.flatMap(HttpServerRequest.HttpServerRequest, missing)),
    )
    const stands = guards(settings)
    if (stands.length === 0 && observer === undefined) return routed
    return Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => {
      const guarded = stands.reduce((inner, guard) => guard(request, inner), routed)
      return observer === undefined ? guarded : observer.observe(request, guarded)
    })
  }

  return { routes, answerWith }
}
