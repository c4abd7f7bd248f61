import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { type HttpSettingsInput, HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Layer, Redacted } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"

const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }
const query = new ThreadQuery({ departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") })
const empty = http(200, JSON.stringify({ customerThreads: [], requestUUID: "r", errors: [], warnings: [] }))
const HOUR = 3_600_000

/** The machine's clock, whose time of day is set by an hour once a request has arrived. */
const stepping = (by: number, isSet: () => boolean) =>
  Effect.map(Clock.Clock, (clock) => {
    const millis = () => clock.currentTimeMillisUnsafe() + (isSet() ? by : 0)
    const stepped: Clock.Clock = Object.assign(Object.create(clock), {
      currentTimeMillisUnsafe: millis,
      currentTimeMillis: Effect.sync(millis),
    })
    return stepped
  })

const listWith = Effect.fnUntraced(function* (
  baseUrl: string,
  clock: Clock.Clock,
  settings: Partial<HttpSettingsInput>,
) {
  const layer = HttpThreadRepository.layer({ baseUrl, credentials, backoff: "1 millis", ...settings })
  return yield* ThreadRepository.use(({ list }) => list(query)).pipe(
    Effect.provide(Layer.provide(layer, NodeHttpClient.layerUndici)),
    Effect.provideService(Clock.Clock, clock),
  )
})

describe("a time of day that is set by an hour during a call", () => {
  for (const by of [HOUR, -HOUR]) {
    it.live(`does not change how often the call is tried (${by})`, () =>
      Effect.gen(function* () {
        const server = yield* rawServer((socket, _, count) => socket.write(count < 3 ? http(503, "") : empty))
        const clock = yield* stepping(by, () => server.requests.length > 0)
        const { threads } = yield* listWith(server.baseUrl, clock, { attempts: 3 })
        assert.lengthOf(threads, 0)
        assert.lengthOf(server.requests, 3)
      }),
    )

    it.live(`does not change when a call times out (${by})`, () =>
      Effect.gen(function* () {
        const server = yield* rawServer(() => {})
        const clock = yield* stepping(by, () => server.requests.length > 0)
        const limits = { attempts: 2, attemptTimeout: "200 millis", overallTimeout: "2 minutes" } as const
        const error = yield* Effect.flip(listWith(server.baseUrl, clock, limits))
        assert.include("reason" in error && error.reason, { _tag: "TimedOut", detail: "attempt" })
        assert.lengthOf(server.requests, 2)
      }),
    )
  }
})
