import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runThreads, startThreads } from "../../../../test/support/runThreads.ts"

const root = new URL("../../../..", import.meta.url)

describe("the built program", () => {
  it.live("demo prints commands to try next, which work as they are printed", () =>
    Effect.gen(function* () {
      const { code, stderr } = yield* runThreads(["demo"], { cwd: root.pathname })
      assert.strictEqual(code, 0)
      const [settings, serve, list, ...rest] = stderr.trimEnd().split("\n").slice(-3)
      assert.lengthOf(rest, 0)
      const env = Object.fromEntries(
        [...settings!.matchAll(/(THREADS_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
      )
      assert.strictEqual(env.THREADS_BASE_URL, "http://127.0.0.1:8080/communications")
      // The command takes the default port, which may be taken here.
      const args = [...words(serve!.replace(" & sleep 2", "")), "--port", "0"]
      const { said } = yield* startThreads(args, { cwd: root.pathname, env })
      const [, baseUrl = ""] = yield* said(/Serving 300 threads at (\S+), with/)
      const listed = yield* runThreads(words(list!), { env: { ...env, THREADS_BASE_URL: baseUrl } })
      assert.strictEqual(listed.code, 0, listed.stderr)
      assert.isAbove((JSON.parse(listed.stdout) as ReadonlyArray<unknown>).length, 5)
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

const words = (command: string): ReadonlyArray<string> => command.trim().split(" ").slice(2)
