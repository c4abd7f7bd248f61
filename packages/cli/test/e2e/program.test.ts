import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runThreads } from "../../../../test/support/runThreads.ts"

/** Runs a script in a shell that starts in the root, in a group of processes of its own. */
const pasted = (script: string) =>
  promisify(execFile)("setsid", ["--wait", "bash", "-c", script], { cwd: fileURLToPath(root), encoding: "utf8" })

const root = new URL("../../../..", import.meta.url)

describe("the built program", () => {
  it.live("demo prints commands to try next, which work as they are printed", () =>
    Effect.gen(function* () {
      const { code, stderr } = yield* runThreads(["demo"], { cwd: root.pathname })
      assert.strictEqual(code, 0)
      const next = stderr.slice(stderr.indexOf("Try next:\n") + "Try next:\n".length).trimEnd()
      assert.lengthOf(next.split("\n"), 3)
      // The shell leads a group of processes, so that it can stop the stand-in behind npx.
      const script = `${next}\ncode=$?\ntrap "" TERM\nkill -- -$$\nwait\nexit $code`
      const { stdout } = yield* Effect.promise(() => pasted(script))
      assert.isAbove((JSON.parse(stdout) as ReadonlyArray<unknown>).length, 5)
    }),
  )

  it.live("prints its own help for constructor, which is no command", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* runThreads(["constructor", "--help"]), yield* runThreads(["--help"]))
    }),
  )

  it.live.each(["18.0.0", "20.19.0", "22.20.0", "23.11.0", "24.4.1"])(
    "started by Node %s prints in one line which Node it needs",
    (version) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* runThreads(["--version"], { node: ["--import", pretendNode(version)] }), {
          code: 1,
          stdout: "",
          stderr: `threads: Node ${version} is not supported. Install Node 22 from 22.21, or Node 24.5 or newer.\n`,
        })
      }),
  )

  it.live.each(["22.21.0", "24.5.0", "25.0.0"])("starts on Node %s", (version) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* runThreads(["--version"], { node: ["--import", pretendNode(version)] })).code, 0)
    }),
  )
})

/** A module that makes Node report another version. */
const pretendNode = (version: string): string =>
  `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`
