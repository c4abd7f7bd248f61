import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { closedPipe } from "../../../../test/support/closedPipe.ts"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { program, runThreads, startThreads } from "../../../../test/support/runThreads.ts"
import { temporaryFolder } from "../../../../test/support/temporaryFolder.ts"

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

describe.skipIf(!existsSync("/dev/full"))("a stdout that cannot be written", () => {
  const full = Effect.fnUntraced(function* (args: ReadonlyArray<string>) {
    const command = `"$0" "$@" > /dev/full`
    const { status, stderr } = yield* Effect.promise(async () =>
      spawnSync("sh", ["-c", command, process.execPath, program, ...args], {
        encoding: "utf8",
        env: { PATH: process.env.PATH ?? "", HOME: "/nonexistent", ...env },
      }),
    )
    return { status, stderr }
  })
  const ways: ReadonlyArray<ReadonlyArray<string>> = [
    ["--help"],
    ["list", "--help"],
    ["--version"],
    ["--completions", "bash"],
    ["config", "list"],
    ["request", ...list.slice(1), "--as", "curl"],
    ["demo"],
    ...["table", "json", "csv"].map((format) => [...list, "--dry-run", "--format", format]),
  ]
  it.live.each(ways)("is one line and exit code 5 for %j", (args) =>
    Effect.gen(function* () {
      const { status, stderr } = yield* full(args)
      assert.strictEqual(status, 5, stderr)
      assert.match(stderr, /threads: Standard output cannot be written \(ENOSPC\); [^\n]+\.\n/)
      assert.notMatch(stderr, /\n\s+at /)
    }),
  )
})

describe("stderr", () => {
  it.live("may lose its reader while serve logs its requests", () =>
    Effect.gen(function* () {
      const ready = join(yield* temporaryFolder, "ready")
      const args = ["serve", "--port", "0", "--seed", "1", "--log", "json", "--ready-file", ready]
      const { child, ended } = yield* startThreads(args)
      yield* Effect.sleep("20 millis").pipe(
        Effect.repeat({ until: () => existsSync(ready) && readFileSync(ready, "utf8") !== "", times: 1_000 }),
      )
      child.stderr?.destroy()
      const health = new URL("/healthz", readFileSync(ready, "utf8"))
      for (let time = 0; time < 5; time += 1) {
        assert.strictEqual((yield* Effect.promise(() => fetch(health))).status, 200)
      }
      child.kill("SIGTERM")
      assert.strictEqual((yield* ended).code, 130)
    }),
  )

  it.live("may lose its reader before an error, which still ends with its exit code", () =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => setTimeout(() => socket.write(http(422, "{}")), 100))
      const { child, ended } = yield* startThreads([...list, "--base-url", server.baseUrl], { env })
      child.stderr?.destroy()
      assert.strictEqual((yield* ended).code, 4)
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
