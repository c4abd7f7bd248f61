import { formatIssues, schemaIssues } from "@customer-threads/domain/text"
import { BasicAuthorization } from "@customer-threads/http-api"
import * as Effect from "effect/Effect"
import * as HttpMethod from "effect/http/HttpMethod"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { HttpApiSchemaError } from "effect/http-api/HttpApiError"
import * as OpenApi from "effect/http-api/OpenApi"
import * as Layer from "effect/Layer"
import type { Authorization } from "../authorization.ts"
import { methodNotAllowed, readOnly, wrongRequest } from "../errorResponse.ts"
import { CONTROL_PREFIX } from "../protocol.ts"
import { readJsonBody } from "../readBody.ts"
import type { Sessions } from "../sessions/Sessions.ts"
import { ControlApi, CurrentSession, InSession } from "./ControlApi.ts"
import { controlHandlers } from "./controlHandlers.ts"

/** Largest body of a control request, in bytes: some 50,000 threads where there are many, and 64 KiB elsewhere. */
const maxBytes = ({ identifier }: { readonly identifier: string }): number =>
  identifier === "replaceAll" || identifier === "upsert" ? 16_777_216 : 65_536

const inSession = (sessions: Sessions) =>
  Layer.succeed(InSession, (handle, { endpoint }) =>
    Effect.gen(function* () {
      const request = yield* HttpServerRequest.HttpServerRequest
      // HttpApi would take a body without a content type, and one that is not UTF-8.
      if (endpoint.payload.size > 0) yield* readJsonBody(request, maxBytes(endpoint), "JSON in UTF-8")
      const session = yield* sessions.findOrMake(request)
      return yield* Effect.provideService(handle, CurrentSession, session)
    }).pipe(
      Effect.catch((error) => {
        if (HttpServerResponse.isHttpServerResponse(error)) return Effect.succeed(error)
        if (!HttpApiSchemaError.is(error) || error.kind === "Body") return Effect.fail(error)
        const root = error.kind === "Params" ? "path" : "body"
        return Effect.succeed(wrongRequest(formatIssues(schemaIssues(error.cause, root))))
      }),
      Effect.map(HttpServerResponse.setHeader("cache-control", "no-store")),
    ),
  )

/** Responds with 405 to every method that a path of the control interface does not have. */
const otherMethods = ({ requireAuth }: Authorization) =>
  HttpRouter.use((router) => {
    const paths = new Map<HttpRouter.PathInput, Array<HttpMethod.HttpMethod>>()
    HttpApi.reflect(ControlApi, {
      onGroup: () => {},
      onEndpoint: ({ endpoint }) => {
        const path = endpoint.path as HttpRouter.PathInput
        paths.set(path, [...(paths.get(path) ?? []), endpoint.method])
      },
    })
    const routes = [...paths].flatMap(([path, allowed]) => {
      const refuse = requireAuth(Effect.sync(() => methodNotAllowed(allowed)))
      const others = [...HttpMethod.all].filter((method) => !allowed.includes(method))
      return others.map((method) => HttpRouter.route(method, path, refuse))
    })
    return router.addAll(routes)
  })

/** Routes of the control interface and of its OpenAPI document. All of them need the server's credentials. */
export const controlRoutes = (sessions: Sessions, authorization: Authorization) => {
  const { requireAuth } = authorization
  const document = Effect.sync(() => HttpServerResponse.jsonUnsafe(OpenApi.fromApi(ControlApi)))
  const routes = Layer.mergeAll(
    HttpApiBuilder.layer(ControlApi),
    otherMethods(authorization),
    HttpRouter.add("*", `${CONTROL_PREFIX}/openapi.json`, readOnly(requireAuth(document))),
  )
  return routes.pipe(
    Layer.provide(controlHandlers(sessions)),
    Layer.provide([inSession(sessions), Layer.succeed(BasicAuthorization, { basicAuth: requireAuth })]),
    Layer.provide(HttpServer.layerServices),
  )
}
