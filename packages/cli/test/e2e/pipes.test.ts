import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { closedPipe } from "../../../../test/support/closedPipe.ts"
import { http, rawServer } from "../../../../test/support/rawServer.ts"

const env = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }
const list = ["list", "--department", "d", "--customer", "c"]

const serving = (count: number) => {
  const thread = { archived: false, closed: false, departmentUuid: "d", customerUuid: "c" }
  const customerThreads = Array.from({ length: count }, (_, id) => ({ ...thread, id }))
  const body = JSON.stringify({ customerThreads, requestUUID: "r-1", errors: [], warnings: [] })
  return rawServer((socket) => socket.write(http(200, body)))
}

describe("stdout", () => {
  it.live("ends the program quietly with 0 if the reader of the pipe closes it", () =>
    Effect.gen(function* () {
      const server = yield* serving(20_000)
      const { code, stderr } = yield* closedPipe([...list, "--format", "ndjson", "--base-url", server.baseUrl], env)
      assert.deepStrictEqual([code, stderr], [0, ""])
    }),
  )
})
