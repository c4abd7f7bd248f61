import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { type HttpSettingsInput, HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Metric, Redacted, Tracer } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"

const query = new ThreadQuery({
  departmentUuid: DepartmentUuid.make("canary-department"),
  customerUuid: CustomerUuid.make("canary-customer"),
})
const credentials = { username: Redacted.make("canary-user"), password: Redacted.make("canary-password") }
const answer = http(200, JSON.stringify({ customerThreads: [], requestUUID: "r", errors: [], warnings: [] }))

/** What is seen of a call that fails once with a 503, or of one that is refused. */
const observed = Effect.fnUntraced(function* (
  answers: ReadonlyArray<string>,
  settings: Partial<HttpSettingsInput> = {},
) {
  const server = yield* rawServer((socket, _, count) => socket.write(answers[count - 1] ?? answer))
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  const metrics = yield* Effect.gen(function* () {
    yield* Effect.exit(ThreadRepository.use(({ list }) => list(query)))
    return yield* Metric.snapshot
  }).pipe(
    Effect.provide(
      Layer.provide(
        HttpThreadRepository.layer({ baseUrl: server.baseUrl, credentials, backoff: "1 millis", ...settings }),
        NodeHttpClient.layerUndici,
      ),
    ),
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

describe("a call is observed", () => {
  it.live("as a span, and one for each try, with the method, the templated path, the status and the attempt", () =>
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

  it.live("without an identifier, unless that is asked for, and never with a credential", () =>
    Effect.gen(function* () {
      assert.notInclude(JSON.stringify((yield* observed([])).spans), "canary")
      const asked = JSON.stringify((yield* observed([], { identifiersInSpans: true })).spans)
      assert.include(asked, "canary-department")
      assert.include(asked, "canary-customer")
      assert.notInclude(asked, "canary-user")
      assert.notInclude(asked, "canary-password")
    }),
  )

  it.live("by metrics: calls, attempts, errors by reason, and how long it took", () =>
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
})
