import { ThreadRepository } from "@customer-threads/domain"
import { CommunicationsApi } from "@customer-threads/http-api"
import { type Credentials, listThreadsPath } from "@customer-threads/http-api/wire"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import type { HttpServerError } from "effect/http/HttpServerError"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as OpenApi from "effect/http-api/OpenApi"
import { isAuthorized } from "./isAuthorized.ts"
import { listThreads } from "./listThreads.ts"
import { refusal } from "./refusal.ts"
import { addPage } from "./ui/addPage.ts"
import type { PageSettings } from "./ui/PageSettings.ts"

const operation = `/communications${listThreadsPath}` as const

const unauthorized = () =>
  refusal(401, "The credentials are missing or wrong; send the server's own as HTTP Basic.", {
    "www-authenticate": 'Basic realm="customer-threads stand-in", charset="UTF-8"',
  })

type Handler = (
  request: HttpServerRequest,
) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpRouter.Provided>

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

/**
 * The vendor's envelope for what no route answers, a path that cannot be decoded among it. A defect is told to the
 * operator and not to the client.
 */
export const withEnvelope = <R>(
  answer: Effect.Effect<HttpServerResponse.HttpServerResponse, HttpServerError, R>,
): Effect.Effect<HttpServerResponse.HttpServerResponse, never, R> =>
  answer.pipe(
    Effect.catch(() => Effect.sync(notFound)),
    Effect.catchCause((cause) =>
      Cause.hasInterruptsOnly(cause)
        ? Effect.failCause(cause)
        : Effect.as(Effect.logError("The stand-in failed", cause), refusal(500, "The stand-in failed; see its log.")),
    ),
  )

/** Every route of the stand-in. */
export const routes = (credentials: Credentials | undefined, ui: PageSettings = false) =>
  HttpRouter.use(
    Effect.fnUntraced(function* (router) {
      const repository = yield* ThreadRepository
      const guarded =
        (handle: Handler): Handler =>
        (request) =>
          credentials === undefined || isAuthorized(credentials, request.headers.authorization)
            ? handle(request)
            : Effect.sync(unauthorized)
      const list: Handler = (request) =>
        Effect.flatMap(HttpRouter.params, (path) => listThreads(request, path)).pipe(
          Effect.provideService(ThreadRepository, repository),
        )
      yield* router.add("*", operation, only(["POST"], guarded(list)))
      yield* router.add(
        "*",
        "/openapi.json",
        only(["GET", "HEAD"], () => Effect.succeed(openApi)),
      )
      yield* router.add(
        "*",
        "/healthz",
        only(["GET", "HEAD"], () => Effect.succeed(healthy)),
      )
      const reading = (handle: Handler) => only(["GET", "HEAD"], handle)
      yield* addPage(router, ui, { guarded, reading, needsCredentials: credentials !== undefined })
      yield* router.add("*", "*", Effect.sync(notFound))
    }),
  )
