import { ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { responseBytes } from "../../../../test/support/responseBytes.ts"
import { bodyFaults, longBody, written } from "./bodyFaults.ts"
import { connectionFaults } from "./connectionFaults.ts"
import { responding } from "./Fault.ts"
import { goodAnswer, query } from "./goodAnswer.ts"
import { patience, runFaultOver } from "./runFault.ts"
import { statusFaults } from "./statusFaults.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("over fetch")
const kinds = { statusFaults, connectionFaults, bodyFaults }

describe("over fetch a fault fails as over the shipped transport, except as the README says", () => {
  for (const [kind, faults] of Object.entries(kinds)) {
    describe(kind, () => {
      for (const { overFetch, ...fault } of faults) {
        const expected = { ...fault, ...overFetch }
        it.live(`${fault.name}: ${expected.expected}`, () => runFaultOver(FetchHttpClient.layer, expected, tally))
      }
    })
  }

  it.live("a body far over the limit is not read to its end", () =>
    Effect.sync(() => {
      assert.isAbove(written.most, 0)
      assert.isBelow(written.most, longBody / 2)
    }),
  )

  it.live.each([301, 302, 303, 307, 308])("a %d is not followed", (code) =>
    Effect.gen(function* () {
      const target = yield* rawServer((socket) => socket.write(goodAnswer))
      const response = responseBytes(code, "", { location: target.baseUrl })
      const fault = {
        name: String(code),
        misbehave: responding(response),
        expected: `MalformedResponse redirect ${code}`,
        attempts: 1 as const,
      }
      yield* runFaultOver(FetchHttpClient.layer, fault, tally)
      assert.lengthOf(target.requests, 0)
    }),
  )

  it.live("the request has three more headers, and still accepts no compression", () =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(goodAnswer))
      const layer = HttpThreadRepository.layer({ ...patience, baseUrl: server.baseUrl })
      yield* ThreadRepository.use((repository) => repository.list(query)).pipe(
        Effect.provide(Layer.provide(layer, FetchHttpClient.layer)),
      )
      const { accept, "accept-encoding": encoding, authorization, ...headers } = server.requests[0]!.headers
      assert.strictEqual(`${accept} ${encoding}`, "application/json identity")
      assert.isString(authorization)
      assert.deepStrictEqual(headers, {
        host: `127.0.0.1:${server.port}`,
        connection: "keep-alive",
        "content-type": "application/json",
        "content-length": "2",
        "accept-language": "*",
        "sec-fetch-mode": "cors",
        "user-agent": "node",
      })
    }),
  )
})
