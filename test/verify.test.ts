import { readFileSync } from "node:fs"
import { CustomerUuid, DepartmentUuid } from "@customer-threads/domain"
import { laws, type Verification, verify } from "@customer-threads/domain/testing"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { parseThreads } from "@customer-threads/http-api"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { credentials, decisive, standIn } from "./support/standIn.ts"
import { wrongAdapters } from "./support/wrongAdapters.ts"

const samples = readFileSync(new URL("../examples/sample-threads.ndjson", import.meta.url), "utf8")
const scope = { departmentUuid: DepartmentUuid.make("department-1"), customerUuid: CustomerUuid.make("customer-1") }

const verdicts = (verifications: ReadonlyArray<Verification>) =>
  Object.fromEntries(verifications.map(({ law, verdict }) => [law.name, verdict._tag]))

/** The laws that need neither all threads of the repository nor a write. */
const names = laws
  .map(({ name }) => name)
  .filter((name) => !["filter completeness", "fidelity", "truncation marked", "freshness"].includes(name))
const liveFaults = wrongAdapters.filter(({ law }) => names.includes(law))

describe("verify", () => {
  it.live("finds that every law which the samples can decide holds of the stand-in, with at most 40 requests", () =>
    Effect.gen(function* () {
      const { asked, client } = yield* standIn(InMemoryThreadRepository.layer(yield* parseThreads(samples)))
      const sample = {
        departmentUuid: DepartmentUuid.make("service-department"),
        customerUuid: CustomerUuid.make("customer-01"),
      }
      const found = verdicts(yield* Effect.provide(verify(sample), client))
      assert.deepStrictEqual(found, Object.fromEntries(names.map((name) => [name, "Holds"])))
      assert.isAtMost(asked(), 40)
    }),
  )

  it.live.each(liveFaults)(
    "reports of a stand-in in which $fault that $law is broken, and shows it",
    ({ holding, law }) =>
      Effect.gen(function* () {
        const { asked, client } = yield* standIn(holding(yield* decisive))
        const found = yield* Effect.provide(verify(scope), client)
        assert.strictEqual(verdicts(found)[law], "Broken")
        const broken = found.find((one) => one.law.name === law)
        assert.isAtLeast(broken?.exchanges.length ?? 0, 1)
        assert.isAtMost(broken?.exchanges.length ?? 0, 2)
        assert.isAtMost(asked(), 40)
      }),
  )

  it.live("cannot tell from no threads, or from one, and says what it needs", () =>
    Effect.gen(function* () {
      const [one] = yield* decisive
      for (const held of [[], [{ ...one!, ...scope }]]) {
        const { client } = yield* standIn(InMemoryThreadRepository.layer(held))
        const found = yield* Effect.provide(verify(scope), client)
        assert.isEmpty(found.filter(({ verdict }) => verdict._tag === "Broken"))
        const order = found.find(({ law }) => law.name === "order")
        assert.deepStrictEqual(order?.verdict, { _tag: "Undecided", needed: "two threads with different instants" })
      }
    }),
  )

  it.live("fails, and breaks no law, when the service cannot be reached", () =>
    Effect.gen(function* () {
      const locked = yield* Layer.build(
        Layer.provide(StandInServer.layer({ port: 0, credentials }), InMemoryThreadRepository.layer()),
      )
      const lockedUrl = yield* Effect.provide(StandInServer.baseUrl, locked)
      const wrong = HttpThreadRepository.layer({
        baseUrl: lockedUrl,
        credentials: { ...credentials, password: Redacted.make("x") },
      })
      const error = yield* Effect.flip(Effect.provide(verify(scope), Layer.provide(wrong, NodeHttpClient.layerUndici)))
      assert.strictEqual(error._tag === "ThreadRepositoryError" && error.reason._tag, "Unauthenticated")
    }),
  )
})
