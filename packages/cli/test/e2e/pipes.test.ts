import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { closedPipe } from "../../../../test/support/closedPipe.ts"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { runThreads } from "../../../../test/support/runThreads.ts"

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

describe("stdin", () => {
  it.live("gives the password of --password-stdin to the request", () =>
    Effect.gen(function* () {
      const server = yield* serving(0)
      const args = [...list, "--password-stdin", "--base-url", server.baseUrl]
      const { code, stderr } = yield* runThreads(args, { env: { THREADS_USERNAME: "u" }, stdin: "piped\n" })
      assert.strictEqual(code, 0, stderr)
      const expected = Buffer.from("u:piped").toString("base64")
      assert.strictEqual(server.requests[0]?.headers.authorization, `Basic ${expected}`)
    }),
  )
})
