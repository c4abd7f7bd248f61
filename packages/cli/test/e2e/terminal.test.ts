import { stripVTControlCharacters } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { startInTerminal } from "../../../../test/support/terminal.ts"

const env = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }
const thread = {
  id: 7,
  archived: false,
  closed: false,
  departmentUuid: "d",
  customerUuid: "c",
  userUuid: "u".repeat(100),
  lastMessageOn: "2025-03-28T11:34:43.272Z",
}
const response = http(200, JSON.stringify({ customerThreads: [thread], requestUUID: "r-1", errors: [], warnings: [] }))

describe("threads list in a terminal", () => {
  it.live("prints relative times in colours, and cuts lines to the width of the terminal", () =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(response))
      const args = ["list", "--department", "d", "--customer", "c", "--base-url", server.baseUrl]
      const started = yield* startInTerminal(args, { columns: 72, env })
      const { code, stdout } = yield* started.ended
      assert.strictEqual(code, 0)
      assert.match(stdout, /\dy ago/)
      assert.include(stdout, "\u001b[32m○ open\u001b[39m")
      const lines = stripVTControlCharacters(stdout).trimEnd().split("\r\n")
      assert.deepStrictEqual(
        lines.map((line) => line.length <= 72),
        [true, true],
      )
      assert.include(stdout, "…")
    }),
  )
})
