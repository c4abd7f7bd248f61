import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import type { Fault } from "../faults/Fault.ts"
import { printFault } from "../faults/printFault.ts"
import { routeOf } from "./routeOf.ts"
import type { StandInMetrics } from "./StandInMetrics.ts"

/** How requests are told to the log: by the template of their path, or with the path as it was sent. */
export type RequestLogging = "templates" | "paths"

/** Counts requests, and tells each to the log. */
export class Observer {
  readonly #metrics: StandInMetrics | undefined
  readonly #logging: RequestLogging | undefined
  readonly #faults = new WeakMap<object, ReadonlyArray<Fault>>()

  constructor(metrics: StandInMetrics | undefined, logging: RequestLogging | undefined) {
    this.#metrics = metrics
    this.#logging = logging
  }

  /** Remembers what a request is given until it is answered. */
  note(request: HttpServerRequest, faults: ReadonlyArray<Fault>): void {
    this.#faults.set(request.source, faults)
  }

  /** The same answer, observed. A request whose client went away has no status. */
  observe<R>(
    request: HttpServerRequest,
    answer: Effect.Effect<HttpServerResponse, never, R>,
  ): Effect.Effect<HttpServerResponse, never, R> {
    return Effect.flatMap(Clock.currentTimeNanos, (start) => {
      this.#metrics?.begin()
      return Effect.onExit(answer, (exit) =>
        Effect.flatMap(Clock.currentTimeNanos, (end) => {
          const faults = this.#faults.get(request.source) ?? []
          const isReset = faults.some(({ kind }) => kind._tag === "Reset")
          const status = exit._tag === "Success" && !isReset ? exit.value.status : undefined
          const millis = Number(end - start) / 1_000_000
          const route = routeOf(request.url)
          this.#metrics?.end({ method: request.method, route, status, millis, faults })
          return this.#log(request, { route, status, millis, faults })
        }),
      )
    })
  }

  #log(
    { method, url }: HttpServerRequest,
    {
      faults,
      millis,
      route,
      status,
    }: {
      readonly route: string
      readonly status: number | undefined
      readonly millis: number
      readonly faults: ReadonlyArray<Fault>
    },
  ): Effect.Effect<void> {
    if (this.#logging === undefined) return Effect.void
    return Effect.logInfo("request").pipe(
      Effect.annotateLogs({
        method,
        path: this.#logging === "paths" ? url : route,
        status: status ?? "none",
        durationMs: Math.round(millis * 1_000) / 1_000,
        ...(faults.length === 0 ? {} : { faults: faults.map(printFault).join("; ") }),
      }),
    )
  }
}
