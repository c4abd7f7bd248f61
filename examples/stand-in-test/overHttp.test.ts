// How to test an application over real HTTP: a stand-in on a free port whose threads and faults the test changes, and the
// application's own layer in front of it.
import { CustomerUuid, DepartmentUuid, ThreadId } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { ThreadStore } from "@customer-threads/in-memory-adapter"
import { StandInControl, StandInServer } from "@customer-threads/stand-in-server"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { waitingThreads } from "../waiting-threads/waitingThreads.ts"

const waiting = {
  id: ThreadId.make(1),
  archived: false,
  closed: false,
  departmentUuid: DepartmentUuid.make("d"),
  customerUuid: CustomerUuid.make("c"),
  isWaitingForResponse: true,
}

/** The application's repository, as it is in production but for the address. */
const overHttp = Layer.unwrap(
  Effect.map(StandInServer.baseUrl, (baseUrl) =>
    HttpThreadRepository.layer({
      baseUrl,
      credentials: { username: Redacted.make("u"), password: Redacted.make("p") },
      backoff: "1 millis",
      rateLimitBackoff: "1 millis",
    }),
  ),
).pipe(Layer.provide(NodeHttpClient.layerUndici))

const ids = Effect.map(Effect.provide(waitingThreads("d", "c"), overHttp), (threads) => threads.map(({ id }) => id))

// Real time, since the connection is real too.
layer(StandInServer.layerTest([waiting]), { excludeTestServices: true })("waitingThreads over HTTP", (it) => {
  it.effect("sees what the test writes", () =>
    StandInServer.withReset(
      Effect.gen(function* () {
        const store = yield* ThreadStore
        assert.deepStrictEqual(yield* ids, [1])
        yield* store.upsert({ ...waiting, id: ThreadId.make(2) })
        yield* store.close(ThreadId.make(1))
        assert.deepStrictEqual(yield* ids, [2])
      }),
    ),
  )

  it.effect("retries after a reset, and lists nothing while the service says to wait", () =>
    StandInServer.withReset(
      Effect.gen(function* () {
        const control = yield* StandInControl
        yield* control.setFaults("reset 1st", "status=503 n=2")
        assert.deepStrictEqual(yield* ids, [1])
        const kept = yield* control.requests
        assert.deepStrictEqual(
          kept.map(({ body, status }) => [body, status]),
          [null, 503, 200].map((status) => ['{"isClosed":false,"sortOrder":"ASC"}', status]),
        )
        yield* control.setFaults("rate-limit=3600s")
        assert.deepStrictEqual(yield* ids, [])
      }),
    ),
  )
})
