import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { type HttpSettingsInput, HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Metric, Option, Redacted, Tracer } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { http, rawServer } from "../../../test/support/rawServer.ts"

const query = new ThreadQuery({
  departmentUuid: DepartmentUuid.make("canary-department"),
  customerUuid: CustomerUuid.make("canary-customer"),
})
const credentials = { username: Redacted.make("canary-user"), password: Redacted.make("canary-password") }
const response = http(200, JSON.stringify({ customerThreads: [], requestUUID: "r", errors: [], warnings: [] }))

/** A tracer that keeps its spans. */
const recordingTracer = () => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  return { spans, tracer }
}

const layerAt = (baseUrl: string, settings: Partial<HttpSettingsInput> = {}) =>
  Layer.provide(
    HttpThreadRepository.layer({ baseUrl, credentials, backoff: "1 millis", ...settings }),
    NodeHttpClient.layerUndici,
  )

const parentOf = ({ parent }: Tracer.NativeSpan) =>
  Option.isSome(parent) && "name" in parent.value ? parent.value.name : undefined

/** Records the spans and metrics of a call whose first responses are given; the others are good. */
const observed = Effect.fnUntraced(function* (
  responses: ReadonlyArray<string>,
  settings: Partial<HttpSettingsInput> = {},
) {
  const server = yield* rawServer((socket, _, count) => socket.write(responses[count - 1] ?? response))
  const { spans, tracer } = recordingTracer()
  const metrics = yield* Effect.gen(function* () {
    yield* Effect.exit(ThreadRepository.use(({ list }) => list(query)))
    return yield* Metric.snapshot
  }).pipe(
    Effect.provide(layerAt(server.baseUrl, settings)),
    Effect.provideService(Tracer.Tracer, tracer),
    Effect.provideService(Metric.MetricRegistry, new Map()),
  )
  return {
    spans: spans.map(({ attributes, name }): Record<string, unknown> => ({ name, ...Object.fromEntries(attributes) })),
    metrics: Object.fromEntries(
      metrics.map((metric) => [
        [metric.id, ...Object.values(metric.attributes ?? {})].join(" "),
        "count" in metric.state ? Number(metric.state.count) : undefined,
      ]),
    ),
  }
})

const template = "/departments/:departmentUUID/customers/:customerUUID/threads"
const always = { "http.request.method": "POST", "url.template": template }

describe("a call", () => {
  it.live(
    "has a span, and one for each attempt, with the method, the path's template, the status and the attempt",
    () =>
      Effect.gen(function* () {
        const { spans } = yield* observed([http(503, "")])
        assert.deepStrictEqual(spans, [
          { name: "HttpThreadRepository.list", ...always, "threads.attempts": 2 },
          {
            name: "HttpThreadRepository.attempt",
            ...always,
            "threads.attempt": 1,
            "http.response.status_code": 503,
            "error.type": "Unavailable status",
          },
          { name: "HttpThreadRepository.attempt", ...always, "threads.attempt": 2, "http.response.status_code": 200 },
        ])
      }),
  )

  it.live("has a span under its caller's, with its attempts and the spans of a client's middleware below", () =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(response))
      const { spans, tracer } = recordingTracer()
      const middleware = Layer.effect(
        HttpClient.HttpClient,
        Effect.map(HttpClient.HttpClient, HttpClient.transform(Effect.withSpan("middleware"))),
      )
      const settings = { baseUrl: server.baseUrl, credentials }
      yield* ThreadRepository.use(({ list }) => list(query)).pipe(
        Effect.provide(
          HttpThreadRepository.layer(settings).pipe(
            Layer.provide(middleware),
            Layer.provide(NodeHttpClient.layerUndici),
          ),
        ),
        Effect.withSpan("caller"),
        Effect.provideService(Tracer.Tracer, tracer),
      )
      assert.deepStrictEqual(
        spans.map((span) => [span.name, parentOf(span)]),
        [
          ["caller", undefined],
          ["HttpThreadRepository.list", "caller"],
          ["HttpThreadRepository.attempt", "HttpThreadRepository.list"],
          ["middleware", "HttpThreadRepository.attempt"],
        ],
      )
    }),
  )

  it.live("has identifiers in its spans only if a setting allows it, and never credentials", () =>
    Effect.gen(function* () {
      assert.notInclude(JSON.stringify((yield* observed([])).spans), "canary")
      const asked = JSON.stringify((yield* observed([], { identifiersInSpans: true })).spans)
      assert.include(asked, "canary-department")
      assert.include(asked, "canary-customer")
      assert.notInclude(asked, "canary-user")
      assert.notInclude(asked, "canary-password")
    }),
  )

  it.live("counts in metrics: calls, attempts, errors by reason, and the duration", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* observed([http(503, "")])).metrics, {
        "threads.client.calls": 1,
        "threads.client.attempts": 2,
        "threads.client.duration": 1,
      })
      assert.deepStrictEqual((yield* observed([http(403, "")])).metrics, {
        "threads.client.calls": 1,
        "threads.client.attempts": 1,
        "threads.client.errors Forbidden": 1,
        "threads.client.duration": 1,
      })
    }),
  )

  it.live.each([
    ["no tracer", (call) => call],
    ["a tracer", Effect.provideService(Tracer.Tracer, recordingTracer().tracer)],
    ["a tracer that is disabled", Effect.withTracerEnabled(false)],
  ] satisfies ReadonlyArray<readonly [string, (call: Effect.Effect<void>) => Effect.Effect<void>]>)(
    "writes no attribute on its caller's span with %s",
    ([, observe]) =>
      Effect.gen(function* () {
        const server = yield* rawServer((socket, _, count) => socket.write(count === 1 ? http(503, "") : response))
        const span = yield* Effect.makeSpan("caller", { attributes: { own: true } })
        yield* ThreadRepository.use(({ list }) => list(query)).pipe(
          Effect.provide(layerAt(server.baseUrl, { identifiersInSpans: true })),
          Effect.orDie,
          Effect.asVoid,
          observe,
          Effect.withParentSpan(span),
        )
        assert.lengthOf(server.requests, 2)
        assert.deepStrictEqual([...span.attributes], [["own", true]])
      }),
  )
})
