import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"

const query = new ThreadQuery({ departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") })
const basic = Buffer.from("canary-user:canary/päss").toString("base64")
const looks = ["canary-user", "canary/päss", "canary%2Fp%C3%A4ss", basic, `Basic ${basic}`]

const listFrom = Effect.fnUntraced(function* (status: number, body: object) {
  const server = yield* rawServer((socket) => socket.write(http(status, JSON.stringify(body))))
  const credentials = { username: Redacted.make("canary-user"), password: Redacted.make("canary/päss") }
  const layer = HttpThreadRepository.layer({ baseUrl: server.baseUrl, credentials, attempts: 1 })
  return yield* Effect.exit(
    ThreadRepository.use(({ list }) => list(query)).pipe(
      Effect.provide(Layer.provide(layer, NodeHttpClient.layerUndici)),
    ),
  )
})

const echo = (look: string) => ({
  requestUUID: `r ${look}`,
  errors: [{ errorCode: look, errorDescription: `you are ${look}, are you not?`, errorUID: look }],
  warnings: [{ warningCode: look, warningDescription: look }],
})

describe("a service that echoes the credentials", () => {
  it.live.each(looks)("does not get %s into an error, or into the warnings and requestUUID of a list", (look) =>
    Effect.gen(function* () {
      const outcomes = [
        yield* listFrom(422, echo(look)),
        yield* listFrom(200, echo(look)),
        yield* listFrom(200, { ...echo(look), errors: [], customerThreads: [] }),
      ]
      for (const outcome of outcomes) {
        const text = `${JSON.stringify(outcome)} ${outcome._tag === "Failure" ? String(outcome.cause) : ""}`
        for (const canary of looks) assert.notInclude(text, canary)
        assert.include(text, "<redacted>")
      }
    }),
  )

  it.live("keeps its other words", () =>
    Effect.gen(function* () {
      const outcome = JSON.stringify(yield* listFrom(422, echo("canary-user")))
      assert.include(outcome, "you are <redacted>, are you not?")
      assert.include(outcome, "r <redacted>")
    }),
  )
})
