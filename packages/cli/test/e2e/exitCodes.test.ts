import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { runThreads } from "../../../../test/support/runThreads.ts"

const env = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password", THREADS_ATTEMPTS: "1" }
const ids = ["--department", "d", "--customer", "c"]
const list = JSON.stringify({ customerThreads: [], requestUUID: "r-1", errors: [], warnings: [] })

describe("the exit code", () => {
  it.live.each([
    [0, "a list", ids, http(200, list)],
    [2, "a flag that does not exist", [...ids, "--colsed"], http(200, list)],
    [3, "a 401", ids, http(401, "")],
    [4, "a 404", ids, http(404, "")],
    [5, "a 503", ids, http(503, "")],
    [6, "a web page", ids, http(200, "<html>", { "content-type": "text/html" })],
  ] as const)("is %i for %s, and stderr has the reason", ([code, , args, response]) =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(response))
      const ended = yield* runThreads(["list", ...args, "--base-url", server.baseUrl], { env })
      assert.deepStrictEqual([ended.code, ended.stdout], [code, ""])
      assert.match(ended.stderr, code === 0 ? /^No threads match\.\n$/ : /^threads: [^\n]+\n/)
      assert.notMatch(ended.stderr, /canary/)
    }),
  )

  it.live("is 5 if nobody listens at the address", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* Effect.scoped(rawServer(() => {}))
      const ended = yield* runThreads(["list", ...ids, "--base-url", baseUrl, "--format", "json"], { env })
      assert.deepStrictEqual([ended.code, ended.stdout], [5, ""])
      assert.strictEqual(JSON.parse(ended.stderr).error.code, "Unavailable")
    }),
  )
})
