import { assert, describe, it } from "@effect/vitest"
import { Effect, Logger, Redacted } from "effect"
import { held, listPath, standIn } from "../support/standIn.ts"

/** Runs an effect with the lines that it logs, one JSON object each. */
const logged = <A, E, R>(use: (lines: ReadonlyArray<string>) => Effect.Effect<A, E, R>) => {
  const lines: Array<string> = []
  const logger = Logger.map(Logger.formatJson, (line) => void lines.push(line))
  return Effect.provide(use(lines), Logger.layer([logger]))
}

describe("the metrics and the log of requests", () => {
  it.live("count requests by status and route, with durations, requests in flight, faults and sessions", () =>
    Effect.gen(function* () {
      const { send } = yield* standIn([held], { metrics: true, faults: ["status=503 n=2"] })
      yield* send(listPath, { body: {} })
      yield* send(listPath, { body: {} })
      yield* send("/who-knows/123", { session: "s" })
      const { headers, text } = yield* send("/metrics")
      assert.match(headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/)
      const route = "/communications/departments/:departmentUUID/customers/:customerUUID/threads"
      for (const line of [
        `stand_in_requests_total{method="POST",route="${route}",status="200"} 1`,
        `stand_in_requests_total{method="POST",route="${route}",status="503"} 1`,
        'stand_in_requests_total{method="GET",route="other",status="404"} 1',
        'stand_in_faults_total{kind="status"} 1',
        "stand_in_request_duration_seconds_count 3",
        'stand_in_request_duration_seconds_bucket{le="+Inf"} 3',
        "stand_in_requests_in_flight 1",
        "stand_in_sessions 1",
      ]) {
        assert.include(text.split("\n"), line)
      }
      assert.notInclude(text, "department-1")
    }),
  )

  it.live("are not served by default, and need the credentials", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* (yield* standIn()).send("/metrics")).status, 404)
      const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }
      assert.strictEqual((yield* (yield* standIn([], { metrics: true, credentials })).send("/metrics")).status, 401)
    }),
  )

  it.live("log one line a request, without secrets, and with identifiers only if paths are logged", () =>
    logged((lines) =>
      Effect.gen(function* () {
        const { send } = yield* standIn([held], { logging: "templates", faults: ["status=503 n=2"] })
        const headers = { authorization: "Basic c2VjcmV0" }
        yield* send(listPath, { body: { assigneeUserUUID: "who" }, headers })
        yield* send(`${listPath}?q=secret`, { body: {}, headers })
        const [first, second] = lines.map((line) => JSON.parse(line))
        assert.lengthOf(lines, 2)
        assert.strictEqual(first.message, "request")
        assert.hasAllKeys(first.annotations, ["method", "path", "status", "durationMs"])
        assert.include(first.annotations, {
          method: "POST",
          path: "/communications/departments/:departmentUUID/customers/:customerUUID/threads",
          status: 200,
        })
        assert.include(second.annotations, { status: 503, faults: "status=503 n=2" })
        for (const secret of ["department-1", "customer-1", "who", "secret", "c2VjcmV0"]) {
          assert.notInclude(lines.join("\n"), secret)
        }
        const asSent = yield* standIn([held], { logging: "paths" })
        yield* asSent.send(listPath, { body: {} })
        assert.strictEqual(JSON.parse(lines[2]!).annotations.path, listPath)
      }),
    ),
  )

  it.live("log nothing by default", () =>
    logged((lines) =>
      Effect.gen(function* () {
        yield* (yield* standIn()).send(listPath, { body: {} })
        assert.lengthOf(lines, 0)
      }),
    ),
  )
})
