import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { startThreads } from "../../../../test/support/runThreads.ts"
import { startInTerminal } from "../../../../test/support/terminal.ts"

const env = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }
const ids = ["--department", "d", "--customer", "c"]
const samples = "examples/sample-threads.ndjson"
const output = join(tmpdir(), `threads-interrupted-${process.pid}.csv`)

type Interrupted = readonly [
  command: string,
  args: (baseUrl: string) => ReadonlyArray<string>,
  /** The text on the screen before Ctrl-C. Default: Ctrl-C follows the first request. */
  shown?: RegExp,
]
const commands: ReadonlyArray<Interrupted> = [
  ["list", (baseUrl) => [...ids, "--base-url", baseUrl]],
  ["list --watch", (baseUrl) => [...ids, "--watch", "5s", "--base-url", baseUrl]],
  ["verify", (baseUrl) => [...ids, "--base-url", baseUrl]],
  ["doctor", (baseUrl) => [...ids, "--base-url", baseUrl]],
  ["export", (baseUrl) => ["--department", "d", "--customers", "-", "--output", output, "--base-url", baseUrl], /c1/],
  ["serve", () => ["--data", samples, "--port", "0"], /Serving/],
  ["auth login", () => [], /User name/],
]

describe("Ctrl-C at a terminal", () => {
  it.live.each(commands)("ends %s with 130, and prints no stack and no secret", ([command, args, shown]) =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => {})
      const started = yield* startInTerminal([...command.replace(" --watch", "").split(" "), ...args(server.baseUrl)], {
        env,
      })
      if (command === "export") yield* started.type("c1\r")
      if (shown === undefined) {
        yield* Effect.sleep("20 millis").pipe(Effect.repeat({ until: () => server.requests.length > 0, times: 500 }))
      } else yield* started.shown(shown)
      yield* started.type("\u0003")
      const { code, stdout } = yield* started.ended
      assert.strictEqual(code, 130, stdout)
      assert.notMatch(stdout, /canary|\n\s+at |[Ee]rror:/)
    }),
  )
})

describe("SIGINT", () => {
  it.live("ends list with 130, and closes its connection", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => {})
      const { child, ended } = yield* startThreads(["list", ...ids, "--base-url", server.baseUrl], { env })
      yield* Effect.sleep("20 millis").pipe(Effect.repeat({ until: () => server.requests.length > 0, times: 500 }))
      child.kill("SIGINT")
      assert.deepStrictEqual(yield* ended, { code: 130, stdout: "", stderr: "" })
      yield* server.drained
    }),
  )
})
