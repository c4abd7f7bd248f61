import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Result from "effect/Result"
import type { Fault } from "./faults/Fault.ts"
import type { GivenFaults } from "./faults/FaultPlan.ts"
import { giveFaults } from "./faults/giveFaults.ts"
import { parseFault } from "./faults/parseFault.ts"
import { printFault } from "./faults/printFault.ts"
import type { Observer } from "./observe/Observer.ts"
import { readBody } from "./readBody.ts"
import { refusal } from "./refusal.ts"
import { FAULT_HEADER } from "./serverHeaders.ts"
import type { Session } from "./sessions/Session.ts"
import type { Sessions } from "./sessions/Sessions.ts"
import { sessionName, sessionOf } from "./sessions/sessionOf.ts"

type Response = HttpServerResponse

/** A request as what answers it gets it. */
export interface Exchange {
  readonly request: HttpServerRequest
  readonly session: Session
  /** Whether it carries the credentials, or none are set. */
  readonly isAuthorized: boolean
  /** Its body, where it was read before. */
  readonly read?: Effect.Effect<Uint8Array, Response>
}

type Answer = (exchange: Exchange) => Effect.Effect<Response>

/** What is kept of a request, and what it may be given. */
export interface VendorSideSettings {
  readonly sessions: Sessions
  readonly control: boolean
  readonly faultHeader: boolean
  readonly hasFaults: boolean
  readonly isAuthorized: (request: HttpServerRequest) => boolean
  readonly observer: Observer | undefined
}

const unkeptHeaders = new Set(["authorization", "proxy-authorization", "cookie"])

const keptHeaders = (request: HttpServerRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).filter(([name]) => !unkeptHeaders.has(name)))

const faultsOf = (request: HttpServerRequest): Effect.Effect<ReadonlyArray<Fault>, Response> =>
  Effect.fromResult(
    Result.gen(function* () {
      const faults: Array<Fault> = []
      for (const text of (request.headers[FAULT_HEADER] ?? "").split(";")) {
        if (text.trim() === "") continue
        const fault = yield* Result.mapError(parseFault(text), ({ message }) => message)
        if (fault.occasion._tag === "Nth" || fault.occasion._tag === "First") {
          return yield* Result.fail("one request is given a fault always or, as in 30%, by chance")
        }
        faults.push(fault)
      }
      return faults
    }),
  ).pipe(Effect.mapError((message) => refusal(400, `The header ${FAULT_HEADER} is wrong: ${message}.`)))

/**
 * Answers the requests that are for the vendor: where it is controlled, each is of a session and kept; and each is given
 * the faults that are due. Only the server's own endpoints are none of them.
 */
export const vendorSide = ({
  control,
  faultHeader,
  hasFaults,
  isAuthorized,
  observer,
  sessions,
}: VendorSideSettings): ((answer: Answer) => (request: HttpServerRequest) => Effect.Effect<Response>) => {
  const give = (given: GivenFaults, exchange: Exchange, answer: Answer) => {
    if (given.faults.length === 0) return answer(exchange)
    observer?.note(exchange.request, given.faults)
    return giveFaults(given, exchange.request, answer(exchange))
  }

  const keep = Effect.fnUntraced(function* (given: GivenFaults, exchange: Exchange, answer: Answer) {
    const { request, session } = exchange
    const read = yield* Effect.result(readBody(request))
    const entry = session.requests.add({
      time: new Date(yield* Clock.currentTimeMillis).toISOString(),
      method: request.method,
      path: request.url,
      headers: keptHeaders(request),
      body: Result.isSuccess(read) ? new TextDecoder().decode(read.success) : null,
      faults: given.faults.map(printFault),
    })
    const response = yield* give(given, { ...exchange, read: Effect.fromResult(read) }, answer)
    if (!given.faults.some(({ kind }) => kind._tag === "Reset")) entry.status = response.status
    return response
  })

  const full = Effect.fnUntraced(function* (request: HttpServerRequest, answer: Answer) {
    const allowed = isAuthorized(request)
    const extra = faultHeader && allowed ? yield* faultsOf(request) : []
    const session = !control
      ? sessions.default
      : allowed
        ? yield* sessionOf(sessions, request)
        : (sessions.find(yield* sessionName(request)) ?? sessions.default)
    const given = allowed ? session.faults.next(extra) : { delayMillis: 0, faults: [] }
    const exchange = { request, session, isAuthorized: allowed }
    return yield* control ? keep(given, exchange, answer) : give(given, exchange, answer)
  }, Effect.catch(Effect.succeed))

  const isPlain = !control && !faultHeader && !hasFaults
  return (answer) => (request) =>
    isPlain
      ? answer({ request, session: sessions.default, isAuthorized: isAuthorized(request) })
      : full(request, answer)
}
