import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { startThreads } from "../../../../test/support/runThreads.ts"
import { temporaryFolder } from "../../../../test/support/temporaryFolder.ts"
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

describe("SIGHUP", () => {
  it.live("ends list with 129, and closes its connection", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => {})
      const { child, ended } = yield* startThreads(["list", ...ids, "--base-url", server.baseUrl], { env })
      yield* Effect.sleep("20 millis").pipe(Effect.repeat({ until: () => server.requests.length > 0, times: 500 }))
      child.kill("SIGHUP")
      assert.deepStrictEqual(yield* ended, { code: 129, stdout: "", stderr: "" })
      yield* server.drained
    }),
  )

  it.live("makes serve save its threads, and end with 129", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const file = join(folder, "saved.ndjson")
      // Left by a process that was killed while it saved; the other names are not of this file or not of this kind.
      const leftover = `${file}.${crypto.randomUUID()}.tmp`
      const others = [`${file}.tmp`, `${file}.mine.tmp`, join(folder, `other.ndjson.${crypto.randomUUID()}.tmp`)]
      for (const name of [leftover, ...others]) writeFileSync(name, "")
      const ready = join(folder, "ready")
      const args = ["serve", "--port", "0", "--control", "--data", samples, "--save", file, "--ready-file", ready]
      const { child, ended, said } = yield* startThreads(args)
      yield* said(/Control at/)
      assert.isFalse(existsSync(leftover))
      for (const name of others) assert.isTrue(existsSync(name), name)
      const threads = new URL("/__control/threads", readFileSync(ready, "utf8"))
      yield* Effect.promise(() =>
        fetch(threads, { method: "PUT", headers: { "content-type": "application/json" }, body: "[]" }),
      )
      child.kill("SIGHUP")
      assert.strictEqual((yield* ended).code, 129)
      assert.strictEqual(readFileSync(file, "utf8"), "")
    }),
  )
})

describe("a folder that is removed while serve saves to it", () => {
  it.live("is reported once, and shows in the exit code", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const saved = join(folder, "saved")
      mkdirSync(saved)
      const ready = join(folder, "ready")
      const args = ["serve", "--port", "0", "--control", "--seed", "1", "--save", join(saved, "threads.ndjson")]
      const { child, ended, said } = yield* startThreads([...args, "--ready-file", ready])
      yield* said(/Control at/)
      rmSync(saved, { recursive: true })
      const threads = new URL("/__control/threads", readFileSync(ready, "utf8"))
      const headers = { "content-type": "application/json" }
      yield* Effect.promise(() => fetch(threads, { method: "PUT", headers, body: "[]" }))
      yield* said(/cannot be written/)
      child.kill("SIGTERM")
      const { code, stderr } = yield* ended
      assert.strictEqual(code, 5, stderr)
      assert.lengthOf(stderr.match(/there is no such file or folder/g) ?? [], 1)
      assert.match(stderr, /\nthreads: --save \S+: the last changes are lost; save elsewhere\.\n$/)
    }),
  )
})
