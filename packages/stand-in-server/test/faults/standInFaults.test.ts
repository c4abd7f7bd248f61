import { ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted, Result } from "effect"
import { held, inSession, listPath, standIn } from "../support/standIn.ts"

const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }
const asked = new ThreadQuery({ departmentUuid: held.departmentUuid, customerUuid: held.customerUuid })

/** Describes the result of the HTTP adapter against a stand-in with these faults, with its number of attempts. */
const send = Effect.fnUntraced(function* (...faults: ReadonlyArray<string>) {
  const { baseUrl, control } = yield* standIn([held], { faults })
  const client = HttpThreadRepository.layer({
    baseUrl,
    credentials,
    attempts: 3,
    backoff: "1 millis",
    rateLimitBackoff: "1 millis",
    attemptTimeout: "400 millis",
    overallTimeout: "5 seconds",
    retryBudget: 100,
  })
  const result = yield* ThreadRepository.use(({ list }) => list(asked)).pipe(
    Effect.provide(Layer.provide(client, NodeHttpClient.layerUndici)),
    Effect.result,
  )
  const { received } = yield* control.requests.get(inSession())
  if (Result.isSuccess(result)) {
    assert.deepStrictEqual(result.success.threads, [held])
    return `accepted ${JSON.stringify(result.success.warnings)} after ${received}`
  }
  if (result.failure._tag !== "ThreadRepositoryError") return assert.fail(String(result.failure))
  const { reason } = result.failure
  const words = [reason._tag, "detail" in reason ? reason.detail : "", "status" in reason ? reason.status : ""]
  const wait = "retryAfter" in reason && reason.retryAfter !== undefined ? ` ${reason.retryAfter}` : ""
  return `${words.filter((word) => word !== "" && word !== undefined).join(" ")}${wait} after ${received}`
})

describe("a fault of the stand-in", () => {
  const table: ReadonlyArray<readonly [faults: ReadonlyArray<string>, seen: string]> = [
    [["status=500"], "Unavailable status 500 after 3"],
    [["status=503 first=1"], "accepted [] after 2"],
    [["status=503 n=2"], "accepted [] after 1"],
    [["status=400"], "Rejected 400 after 1"],
    [["status=401"], "Unauthenticated after 1"],
    [["status=403"], "Forbidden after 1"],
    [["status=404"], "NotFound after 1"],
    [["status=501"], "MalformedResponse status 501 after 1"],
    [["rate-limit first=2"], "accepted [] after 3"],
    [["rate-limit=3600s"], "RateLimited 3600000 millis after 1"],
    [["rate-limit=0s first=1"], "accepted [] after 2"],
    [["html"], "MalformedResponse contentType 200 after 2"],
    [["html=502"], "Unavailable status 502 after 3"],
    [["content-type=text/plain"], "MalformedResponse contentType 200 after 2"],
    [["malformed"], "MalformedResponse json 200 after 2"],
    [["errors=E-1"], "Rejected 200 after 1"],
    [["warnings=W-1"], 'accepted [{"warningCode":"W-1","warningDescription":"A fault of the stand-in"}] after 1'],
    [["reset"], "Unavailable reset after 3"],
    [["reset 1st"], "accepted [] after 2"],
    [["truncate"], "Unavailable reset after 3"],
    [["truncate=0 first=2"], "accepted [] after 3"],
    [["truncate=1000000"], "Unavailable reset after 3"],
    [["drip=10s"], "TimedOut attempt after 3"],
    [["drip=100ms"], "accepted [] after 1"],
    [["latency=10s"], "TimedOut attempt after 3"],
    [["latency=uniform(1ms,20ms)"], "accepted [] after 1"],
    [["latency=10ms", "latency=10ms", "warnings=W-1", "warnings=W-2", "truncate first=1"], "after 2"],
    [["html", "drip=50ms"], "MalformedResponse contentType 200 after 2"],
    [["html", "truncate"], "MalformedResponse contentType 200 after 2"],
    [["status=503", "truncate"], "Unavailable status 503 after 3"],
    [["status=503", "reset"], "Unavailable reset after 3"],
  ]
  it.live.each(table)("is reported by the HTTP adapter, for %s, as: %s", ([faults, seen]) =>
    Effect.map(send(...faults), (result) => assert.include(result, seen)),
  )

  it.live("is injected by a request's header if that is allowed and the request is authorized", () =>
    Effect.gen(function* () {
      const { send, json, refused } = yield* standIn([held], { credentials })
      const authorization = `Basic ${Buffer.from("u:p").toString("base64")}`
      const fault = { "x-threads-fault": "status=503" }
      assert.strictEqual((yield* send(listPath, { body: {}, headers: { ...fault, authorization } })).status, 503)
      assert.strictEqual((yield* send(listPath, { body: {}, headers: { authorization } })).status, 200)
      assert.strictEqual((yield* send(listPath, { body: {}, headers: fault })).status, 401)
      const both = { "x-threads-fault": "warnings=W; content-type=text/html", authorization }
      assert.include((yield* send(listPath, { body: {}, headers: both })).text, '"W"')
      for (const [text, said] of [
        ["status=42", 'status of "status=42": expected a whole number from 400 to 599'],
        ["reset n=1", "for one request, a fault is due always or, as in 30%, by chance"],
      ] as const) {
        assert.include(
          yield* refused(listPath, { body: {}, headers: { "x-threads-fault": text, authorization } }),
          `400 The header x-threads-fault is wrong: ${said}`,
        )
      }
      yield* json("/__control/faults", { headers: { authorization } })
    }),
  )

  it.live("is not injected by a header if control and faultHeader are not set", () =>
    Effect.gen(function* () {
      const { send } = yield* standIn([held], { control: false })
      const response = yield* send(listPath, { body: {}, headers: { "x-threads-fault": "status=503" } })
      assert.strictEqual(response.status, 200)
      assert.strictEqual((yield* send("/__control/faults")).status, 404)
    }),
  )
})
