import { spawn } from "node:child_process"
import { once } from "node:events"
import { Agent, type IncomingMessage, request } from "node:http"
import { connect } from "node:net"
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
import { guardConnections } from "../src/service/guardConnections.ts"
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

describe("a host with several addresses", () => {
  it.live("is reached at the first one if that takes a second, and the others take no connection", () =>
    Effect.gen(function* () {
      const script = `require("node:net")
        .createServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 204 No Content\\r\\n\\r\\n")).on("error", () => {}))
        .listen({ port: 0, host: "127.0.0.1", backlog: 1 }, function () { console.log(this.address().port) })`
      const child = yield* Effect.acquireRelease(
        Effect.sync(() => spawn(process.execPath, ["-e", script])),
        (child) => Effect.sync(() => child.kill("SIGKILL")),
      )
      const port = Number(String(yield* Effect.promise(() => once(child.stdout, "data"))))
      // The system takes a few connections for a process that is stopped. After that it drops the first packet of each.
      child.kill("SIGSTOP")
      const waiting = Array.from({ length: 6 }, () => connect(port, "127.0.0.1").on("error", () => {}))
      yield* Effect.addFinalizer(() => Effect.sync(() => waiting.map((socket) => socket.destroy())))
      yield* Effect.sleep("300 millis")
      const addresses = ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 }))
      const resolve = (_host: string, _options: unknown, done: (error: null, found: typeof addresses) => void) =>
        done(null, addresses)
      const agent = guardConnections(new Agent({ lookup: resolve as never }), "connect")
      yield* Effect.addFinalizer(() => Effect.sync(() => agent.destroy()))
      const sent = request({ agent, host: "several.test", port }).end()
      setTimeout(() => child.kill("SIGCONT"), 500)
      const [response] = yield* Effect.promise(() => once(sent, "response"))
      assert.strictEqual((response as IncomingMessage).statusCode, 204)
    }),
  )
})
