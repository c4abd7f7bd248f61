import { cpSync, globSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { helpDocs } from "../../../../scripts/helpDocs.ts"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { runThreads } from "../../../../test/support/runThreads.ts"

const built = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "threads-start-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true })),
)

describe("the start of threads", () => {
  it.live("prints the version, and the help of every command, without the program", () =>
    Effect.gen(function* () {
      const root = yield* folder
      for (const file of ["bin/threads.cjs", "dist/help.json", "dist/wrapHelp.cjs"])
        cpSync(built(file), join(root, file))
      const start = (args: ReadonlyArray<string>) => runThreads(args, { program: join(root, "bin/threads.cjs") })
      const commands = (yield* helpDocs()).map(({ commandPath = [] }) => commandPath)
      assert.deepInclude(commands, ["threads", "config", "set"])
      for (const names of commands) {
        const { code, stderr, stdout } = yield* start([...names.slice(1), "--help"])
        assert.deepStrictEqual([code, stderr], [0, ""])
        assert.include(stdout, `\nUSAGE\n  ${names.join(" ")} `)
      }
      for (const args of [["--version"], ["-v"], ["-h"], ["auth", "login", "-h"]]) {
        assert.deepStrictEqual(yield* start(args), yield* runThreads(args, { program: built("dist/threads.js") }))
      }
    }),
  )

  it.live("loads no fetch, no TLS and no cryptography to list over HTTP", () =>
    Effect.gen(function* () {
      const body = '{"customerThreads":[],"requestUUID":"r","errors":[],"warnings":[]}'
      const server = yield* rawServer((socket) => void socket.write(http(200, body)))
      const printLoaded = 'process.on("exit", () => console.log(process.moduleLoadList.join("\\n")))'
      const { code, stdout } = yield* runThreads(
        ["list", "--department", "d", "--customer", "c", "--base-url", server.baseUrl],
        {
          env: { THREADS_USERNAME: "u", THREADS_PASSWORD: "p" },
          node: ["--import", `data:text/javascript,${printLoaded}`],
        },
      )
      assert.strictEqual(code, 0)
      const loaded = stdout.split("\n").map((line) => line.replace(/^NativeModule /, ""))
      assert.include(loaded, "http")
      const costly = ["https", "tls", "crypto", "child_process", "readline", "internal/deps/undici/undici"]
      assert.deepStrictEqual(
        costly.filter((name) => loaded.includes(name)),
        [],
      )
    }),
  )

  it.live("keeps its compiled code for the next start", () =>
    Effect.gen(function* () {
      const root = yield* folder
      yield* runThreads([], { env: { TMPDIR: root } })
      assert.isNotEmpty(globSync("node-compile-cache/*/*", { cwd: root }))
    }),
  )
})
