import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runThreads, startThreads } from "../../../test/support/runThreads.ts"

const root = new URL("../../..", import.meta.url)

describe("threads", () => {
  it.live("demo lists a customer's threads over HTTP, and says what to try next, which works as it stands there", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* runThreads(["demo"], { cwd: root.pathname })
      assert.strictEqual(code, 0)
      const lines = stdout.trimEnd().split("\n")
      assert.match(lines[0]!, /^ID +LAST MESSAGE +LAST DELEGATION +STATE +ASSIGNEE$/)
      assert.lengthOf(lines, 19)
      assert.match(
        stderr,
        /^Customer customer-01's threads that are not archived, over HTTP from http:\/\/127\.0\.0\.1:\d+\/communications:\n\n\nTry next:\n/,
      )
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

  it.live("says its version, the package's, and helps on stdout when asked", () =>
    Effect.gen(function* () {
      const { version } = JSON.parse(readFileSync(new URL("packages/cli/package.json", root), "utf8"))
      assert.deepStrictEqual(yield* runThreads(["--version"]), { code: 0, stdout: `${version}\n`, stderr: "" })
      for (const args of [["--help"], ["list", "--help"], ["serve", "--help"], ["demo", "--help"]]) {
        const { code, stderr, stdout } = yield* runThreads(args)
        assert.deepStrictEqual([code, stderr], [0, ""])
        assert.include(stdout, "USAGE")
      }
    }),
  )

  it("has written down in the build what the program says of itself", () => {
    const said = (file: string, ...args: ReadonlyArray<string>) =>
      execFileSync(process.execPath, [file, ...args], { cwd: root, encoding: "utf8" })
    for (const args of [
      ["--version"],
      ["--help"],
      ["-h"],
      ["list", "--help"],
      ["serve", "-h"],
      ["demo", "--help"],
      ["verify", "--help"],
      ["export", "--help"],
      ["request", "--help"],
      ["doctor", "--help"],
      ["config", "--help"],
      ["auth", "-h"],
    ]) {
      assert.strictEqual(said("packages/cli/bin/threads.cjs", ...args), said("packages/cli/dist/threads.js", ...args))
    }
  })

  it.live("falls back on its own help for what is no command, whatever JavaScript's objects have", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* runThreads(["constructor", "--help"]), yield* runThreads(["--help"]))
    }),
  )

  it.live("helps on stderr, with the exit code of wrong use, when nothing was asked", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* runThreads([])
      assert.deepStrictEqual([code, stdout], [2, ""])
      assert.include(stderr, "SUBCOMMANDS")
    }),
  )

  it.live.each([
    ["a command", ["lsit"], "Unknown command lsit; did you mean list?"],
    ["a flag", ["list", "--fromat", "csv"], "Unknown flag --fromat; did you mean --format?"],
  ] as const)("suggests %s that was meant", ([, args, said]) =>
    Effect.map(runThreads(args), ({ code, stderr, stdout }) => {
      assert.deepStrictEqual([code, stdout], [2, ""])
      assert.strictEqual(stderr.split("\n")[0], `threads: ${said}`)
    }),
  )

  it("says of every command what it is for, with examples that begin with it, and in the first help where to begin", () => {
    const { help } = JSON.parse(readFileSync(new URL("packages/cli/dist/help.json", root), "utf8"))
    for (const [name, text] of Object.entries<string>(help)) {
      const examples = text.split("EXAMPLES\n")[1] ?? ""
      assert.match(text, /^DESCRIPTION\n {2}[^\n]{40,}\n/, name)
      assert.include(examples, `  threads ${name}`, name)
    }
    const commands = [...help[""].split("EXAMPLES\n")[1].matchAll(/^ {2}threads (\w+)/gm)].map(([, command]) => command)
    assert.deepStrictEqual(commands, ["demo", "list", "export", "serve", "doctor"])
  })

  it.live.each(["20.19.0", "22.18.0", "18.0.0"])("started by Node %s says in one line which it needs", (version) =>
    Effect.gen(function* () {
      const pretend = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`
      assert.deepStrictEqual(yield* runThreads(["--version"], { node: ["--import", pretend] }), {
        code: 1,
        stdout: "",
        stderr: `threads: needs Node 22.19 or newer; this is Node ${version}.\n`,
      })
    }),
  )

  it("ships the sample threads that its generator makes, every state among them", () => {
    const conditions = "--conditions=@customer-threads/source"
    execFileSync("node", [conditions, "examples/generateSampleThreads.ts", "--check"], { cwd: root })
    const text = readFileSync(new URL("examples/sample-threads.ndjson", root), "utf8")
    assert.strictEqual(readFileSync(new URL("packages/cli/samples/sample-threads.ndjson", root), "utf8"), text)
    const threads = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    assert.strictEqual(new Set(threads.map(({ customerUuid }) => customerUuid)).size, 12)
    const states = new Set(threads.map((one) => `${one.archived} ${one.closed} ${one.isWaitingForResponse}`))
    assert.strictEqual(states.size, 12)
    for (const field of ["userUuid", "lastMessageOn", "lastDelegationOn", "isWaitingForResponse"]) {
      assert.isTrue(
        threads.some((one) => one[field] === undefined),
        field,
      )
    }
    assert.isBelow(new Set(threads.map(({ lastMessageOn }) => lastMessageOn)).size, threads.length - 20)
  })
})

const words = (command: string): ReadonlyArray<string> => command.trim().split(" ").slice(2)
