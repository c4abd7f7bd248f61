import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Metric from "effect/Metric"
import * as PrometheusMetrics from "effect/observability/PrometheusMetrics"
import { type Fault, printFault } from "../faults/Fault.ts"
import { CONTROL_PREFIX, LIST_PATH } from "../protocol.ts"

/** Path in the log line of a request: its template, or as it was sent. */
export type RequestLogging = "templates" | "paths"

/** Faults injected into the current request. */
export class InjectedFaults extends Context.Service<InjectedFaults, Array<Fault>>()(
  "@customer-threads/stand-in-server/InjectedFaults",
) {}

const requestsTotal = Metric.counter("stand_in_requests_total", {
  description: "Requests with a response",
  incremental: true,
})
const faultsTotal = Metric.counter("stand_in_faults_total", {
  description: "Faults that were injected",
  incremental: true,
})
const requestsInFlight = Metric.gauge("stand_in_requests_in_flight", {
  description: "Requests without a response yet",
})
const sessionsGauge = Metric.gauge("stand_in_sessions", { description: "Sessions beside the default one" })
const requestDuration = Metric.histogram("stand_in_request_duration_seconds", {
  description: "From the headers of a request to its response",
  boundaries: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})

const listPattern = new RegExp(`^${LIST_PATH.replaceAll(/:\w+/g, "[^/]*")}$`)

/** The path of a request without identifiers: a template, or `other`. */
const routeOf = (url: string): string => {
  const path = url.split(/[?#;]/, 1)[0] ?? ""
  if (listPattern.test(path)) return LIST_PATH
  if (path === CONTROL_PREFIX || path.startsWith(`${CONTROL_PREFIX}/`)) return CONTROL_PREFIX
  return /^\/(healthz|metrics|openapi\.json)$/.test(path) ? path : "other"
}

/** Counts the requests of one server, apart from other metrics of the process, and logs each if `logging` is set. */
export const makeObserver = (logging: RequestLogging | undefined) => {
  const ownRegistry = Effect.provideService(Metric.MetricRegistry, new Map())

  /** Middleware: counts a request and logs it. If the client left or the connection was reset, the status is `none`. */
  const observe = <E, R>(
    app: Effect.Effect<HttpServerResponse, E, R>,
  ): Effect.Effect<HttpServerResponse, E, Exclude<R, InjectedFaults> | HttpServerRequest.HttpServerRequest> =>
    Effect.gen(function* () {
      const { method, url } = yield* HttpServerRequest.HttpServerRequest
      const faults: Array<Fault> = []
      const start = yield* Clock.currentTimeNanos
      yield* ownRegistry(Metric.modify(requestsInFlight, 1))
      return yield* Effect.onExit(
        Effect.provideService(app, InjectedFaults, faults),
        Effect.fnUntraced(function* (exit) {
          const durationMs = Number((yield* Clock.currentTimeNanos) - start) / 1_000_000
          const status = Exit.isSuccess(exit) ? exit.value.status : "none"
          const route = routeOf(url)
          yield* ownRegistry(
            Effect.all([
              Metric.modify(requestsInFlight, -1),
              Metric.update(Metric.withAttributes(requestsTotal, { method, route, status: String(status) }), 1),
              Metric.update(requestDuration, durationMs / 1_000),
              ...faults.map(({ kind }) => Metric.update(Metric.withAttributes(faultsTotal, { kind }), 1)),
            ]),
          )
          if (logging === undefined) return
          yield* Effect.annotateLogs(Effect.logInfo("request"), {
            method,
            path: logging === "paths" ? url : route,
            status,
            durationMs: Math.round(durationMs * 1_000) / 1_000,
            ...(faults.length === 0 ? {} : { faults: faults.map(printFault).join("; ") }),
          })
        }),
      )
    })

  /** Formats all counts for Prometheus. */
  const formatMetrics = (sessions: number): Effect.Effect<string> =>
    ownRegistry(Effect.andThen(Metric.update(sessionsGauge, sessions), PrometheusMetrics.format()))

  return { observe, formatMetrics }
}
