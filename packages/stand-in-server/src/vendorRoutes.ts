import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import type { Authorization } from "./authorization.ts"
import { errorResponse, methodNotAllowed } from "./errorResponse.ts"
import { applyFaults, type Fault, parseFault, printFault } from "./faults/Fault.ts"
import { listThreads } from "./listThreads.ts"
import { InjectedFaults } from "./observe/observe.ts"
import { FAULT_HEADER, LIST_PATH } from "./protocol.ts"
import { MAX_LIST_BYTES, readBody } from "./readBody.ts"
import type { CheckedSettings } from "./StandInSettings.ts"
import type { Session } from "./sessions/Session.ts"
import type { Sessions } from "./sessions/Sessions.ts"

type Request = HttpServerRequest.HttpServerRequest

/** Names of headers that usually carry credentials, such as `x-authorization`, `cookie` and `x-api-key`. */
const secretHeader =
  /auth|cookie|token|secret|passw|credential|signature|jwt|session-?id|(api|access|subscription)-?key/

const publicHeaders = (request: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).filter(([name]) => !secretHeader.test(name)))

/** Reads the faults in the header of a request. Fails with 400 for one that is wrong. */
const faultsFromHeader = ({ headers }: Request): Effect.Effect<ReadonlyArray<Fault>, HttpServerResponse> => {
  const texts = (headers[FAULT_HEADER] ?? "").split(";").filter((text) => text.trim() !== "")
  return Effect.forEach(texts, (text) => Effect.fromResult(parseFault(text))).pipe(
    Effect.mapError(({ message }) => message),
    Effect.filterOrFail(
      (faults) => faults.every(({ trigger }) => trigger._tag === "Always" || trigger._tag === "Share"),
      () => "for one request, a fault is due always or, as in 30%, by chance",
    ),
    Effect.mapError((problem) => errorResponse(400, `The header ${FAULT_HEADER} is wrong: ${problem}.`)),
  )
}

/** Adds a request to the log of its session, with the status of its response. A reset leaves the status null. */
const record = Effect.fnUntraced(function* <R>(
  request: Request,
  session: Session,
  faults: ReadonlyArray<Fault>,
  respond: Effect.Effect<HttpServerResponse, never, R>,
) {
  const body = yield* Effect.match(readBody(request, MAX_LIST_BYTES), {
    onSuccess: (bytes) => new TextDecoder().decode(bytes),
    onFailure: () => null,
  })
  const entry = session.requests.add({
    time: new Date(yield* Clock.currentTimeMillis).toISOString(),
    method: request.method,
    path: request.url,
    headers: publicHeaders(request),
    body,
    faults: faults.map(printFault),
  })
  const response = yield* respond
  entry.status = response.status
  return response
})

/**
 * Routes of the vendor: its operation, and 404 for every path that is not the server's own. With control, each request
 * belongs to a session and is recorded; authorized requests get the faults that are due.
 */
export const makeVendorRoutes = (
  { control, faultHeader }: CheckedSettings,
  sessions: Sessions,
  { isAuthorized, requireAuth }: Authorization,
) => {
  const handleVendorRequest = <R>(respond: (session: Session) => Effect.Effect<HttpServerResponse, never, R>) =>
    Effect.gen(function* () {
      const request = yield* HttpServerRequest.HttpServerRequest
      const authorized = isAuthorized(request)
      const extra = faultHeader && authorized ? yield* faultsFromHeader(request) : []
      const session = !control
        ? sessions.default
        : yield* authorized ? sessions.findOrMake(request) : sessions.find(request)
      const due = authorized ? session.faults.next(extra) : []
      const faults = due.map(({ fault }) => fault)
      const injected = yield* InjectedFaults
      injected.push(...faults)
      const response = applyFaults(due, request, respond(session))
      return yield* control ? record(request, session, faults, response) : response
    }).pipe(Effect.catch(Effect.succeed))

  const list = handleVendorRequest(({ threads: { repository } }) =>
    Effect.gen(function* () {
      const request = yield* HttpServerRequest.HttpServerRequest
      if (request.method !== "POST") return methodNotAllowed(["POST"])
      return yield* requireAuth(listThreads(repository, request, yield* HttpRouter.params))
    }),
  )
  const notFound = handleVendorRequest(() =>
    Effect.sync(() =>
      errorResponse(404, `There is nothing here; expected POST ${LIST_PATH}, GET /openapi.json or GET /healthz.`),
    ),
  )

  return { notFound, routes: Layer.mergeAll(HttpRouter.add("*", LIST_PATH, list), HttpRouter.add("*", "*", notFound)) }
}
