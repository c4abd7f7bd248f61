import * as Context from "effect/Context"
import * as Metric from "effect/Metric"
import * as PrometheusMetrics from "effect/observability/PrometheusMetrics"
import type { Fault } from "../faults/Fault.ts"

const LATENCY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What is counted of one server, apart from every other metric of the process. */
export class StandInMetrics {
  readonly #context = Context.make(Metric.MetricRegistry, new Map())
  readonly #requests = new Map<string, Metric.Counter<number>>()
  readonly #faults = new Map<string, Metric.Counter<number>>()
  readonly #inFlight = Metric.gauge("stand_in_requests_in_flight", { description: "Requests that are being answered" })
  readonly #sessions = Metric.gauge("stand_in_sessions", { description: "Sessions beside the default one" })
  readonly #latency = Metric.histogram("stand_in_request_duration_seconds", {
    description: "From a request's headers to its answer",
    boundaries: LATENCY_SECONDS,
  })
  #flying = 0

  begin(): void {
    this.#flying += 1
  }

  end(ended: {
    readonly method: string
    readonly route: string
    readonly status: number | undefined
    readonly millis: number
    readonly faults: ReadonlyArray<Fault>
  }): void {
    this.#flying -= 1
    const status = String(ended.status ?? "none")
    const attributes = { method: ended.method, route: ended.route, status }
    counterOf(this.#requests, "stand_in_requests_total", "Requests that were answered", attributes).updateUnsafe(
      1,
      this.#context,
    )
    this.#latency.updateUnsafe(ended.millis / 1_000, this.#context)
    for (const { kind } of ended.faults) {
      counterOf(this.#faults, "stand_in_faults_total", "Faults that were given", {
        kind: kind._tag.toLowerCase(),
      }).updateUnsafe(1, this.#context)
    }
  }

  /** Everything counted, as Prometheus reads it. */
  print(sessions: number): string {
    this.#inFlight.updateUnsafe(this.#flying, this.#context)
    this.#sessions.updateUnsafe(sessions, this.#context)
    return PrometheusMetrics.formatUnsafe(this.#context)
  }
}

const counterOf = (
  counters: Map<string, Metric.Counter<number>>,
  name: string,
  description: string,
  attributes: Readonly<Record<string, string>>,
): Metric.Counter<number> => {
  const key = Object.values(attributes).join(" ")
  const there = counters.get(key)
  if (there !== undefined) return there
  const made = Metric.counter(name, { description, incremental: true, attributes })
  counters.set(key, made)
  return made
}
