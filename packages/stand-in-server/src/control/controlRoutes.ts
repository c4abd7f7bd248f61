import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { notJson, parseJsonBody, readBody } from "../readBody.ts"
import { refusal } from "../refusal.ts"
import type { Sessions } from "../sessions/Sessions.ts"
import { sessionOf } from "../sessions/sessionOf.ts"
import type { ControlResource } from "./ControlResource.ts"
import { controlOpenApi } from "./controlOpenApi.ts"
import { sessionResources } from "./sessionResources.ts"
import { threadResources } from "./threadResources.ts"

/** What every path of the control interface begins with; the vendor's begin with /communications. */
export const CONTROL_PREFIX = "/__control"

/** How long the body of a control request may be: some 50,000 threads. */
const MAX_CONTROL_BYTES = 16_777_216

const json = (body: unknown) => HttpServerResponse.jsonUnsafe(body, { headers: { "cache-control": "no-store" } })

const resources: ReadonlyArray<ControlResource> = [...threadResources, ...sessionResources]

const description = json(controlOpenApi(CONTROL_PREFIX, resources))

const answer = (methods: ControlResource["methods"], sessions: Sessions) =>
  Effect.fnUntraced(function* (request: HttpServerRequest) {
    const operation = Object.hasOwn(methods, request.method)
      ? methods[request.method as keyof typeof methods]
      : undefined
    if (operation === undefined) {
      const allow = Object.keys(methods)
      return refusal(405, `The method must be ${allow.join(" or ")}.`, { allow: allow.join(", ") })
    }
    const refused = operation.example === undefined ? undefined : notJson(request)
    if (refused !== undefined) return refused
    const body =
      operation.example === undefined
        ? undefined
        : yield* Effect.fromResult(parseJsonBody(yield* readBody(request, MAX_CONTROL_BYTES), "JSON in UTF-8"))
    const session = yield* sessionOf(sessions, request)
    const params = yield* HttpRouter.params
    return json(yield* operation.handle({ sessions, session, params, body }))
  }, Effect.catch(Effect.succeed))

/** Each path of the control interface with what answers it; all of them refuse who may not be let in. */
export const controlRoutes = (
  sessions: Sessions,
  letIn: (
    request: HttpServerRequest,
    answer: Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpRouter.Provided>,
  ) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpRouter.Provided>,
) => [
  ...resources.map(({ methods, path }) => {
    const handle = answer(methods, sessions)
    return {
      path: `${CONTROL_PREFIX}${path}` as const,
      handle: (request: HttpServerRequest) => letIn(request, handle(request)),
    }
  }),
  {
    path: `${CONTROL_PREFIX}/openapi.json` as const,
    handle: (request: HttpServerRequest) => letIn(request, Effect.succeed(description)),
  },
]
