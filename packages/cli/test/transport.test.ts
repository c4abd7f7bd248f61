import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { rawServer } from "../../../test/support/rawServer.ts"
import { bodyFaults } from "../../http-adapter/test/faults/bodyFaults.ts"
import { connectionFaults } from "../../http-adapter/test/faults/connectionFaults.ts"
import type { Fault } from "../../http-adapter/test/faults/Fault.ts"
import { runFaultOver } from "../../http-adapter/test/faults/runFault.ts"
import { statusFaults } from "../../http-adapter/test/faults/statusFaults.ts"
import { tallyOf } from "../../http-adapter/test/faults/tally.ts"
import { transport } from "../src/service/transport.ts"

const tally = tallyOf("over the program's transport")
/** Faults with another result over Node's HTTP. It may use a closing connection, skips a 100, and reads the first of two types. */
const differences: Record<string, Partial<Fault>> = {
  "a pooled connection that is closed after each response": { attempts: 2 },
  "a change of protocols that nobody requested": { expected: "MalformedResponse status 101" },
  "a 100 that nobody requested": { expected: "accepted" },
  "two types of content": { expected: "accepted" },
}
const kinds = { statusFaults, connectionFaults, bodyFaults }

describe("the transport of the program, held to the faults of the HTTP adapter", () => {
  for (const [kind, faults] of Object.entries(kinds)) {
    describe(kind, () => {
      for (const common of faults) {
        const fault = { ...common, ...differences[common.name] }
        it.live(`${fault.name}: ${fault.expected}`, () => runFaultOver(transport, fault, tally))
      }
    })
  }

  it.live("gives up after 5 seconds on a server that never ends the handshake", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => undefined)
      const start = performance.now()
      const exit = yield* HttpClient.HttpClient.use((client) =>
        client.get(server.baseUrl.replace("http:", "https:")),
      ).pipe(Effect.provide(transport), Effect.exit)
      assert.isTrue(Exit.isFailure(exit))
      assert.isAbove(performance.now() - start, 4_900)
      assert.isBelow(performance.now() - start, 60_000)
    }),
  )
})
