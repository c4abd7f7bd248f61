import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { canaries, canaryAuthorization, run } from "../../test/support/inProcess.ts"
import { transport } from "./transport.ts"

describe("transport", () => {
  it.live("sends the documented request and nothing more", () =>
    Effect.gen(function* () {
      const answer = JSON.stringify({ customerThreads: [], requestUUID: "r-1", errors: [], warnings: [] })
      const server = yield* rawServer((socket) => socket.write(http(200, answer)))
      const args = ["list", "--department", "d", "--customer", "c", "--closed", "--base-url", server.baseUrl]
      const ended = yield* run(args, { env: canaries, http: transport })
      assert.deepStrictEqual(ended, { exitCode: 0, stdout: "", stderr: "No threads match.\n" })
      assert.deepStrictEqual(server.requests, [
        {
          requestLine: "POST /communications/departments/d/customers/c/threads HTTP/1.1",
          headers: {
            host: `127.0.0.1:${server.port}`,
            connection: "keep-alive",
            accept: "application/json",
            "accept-encoding": "identity",
            authorization: canaryAuthorization,
            "content-type": "application/json",
            "content-length": "17",
          },
          body: '{"isClosed":true}',
        },
      ])
      yield* server.drained
    }),
  )
})
