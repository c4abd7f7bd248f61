import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { helpDocs } from "../../../scripts/helpDocs.ts"
import { canaries, run } from "../test/support/inProcess.ts"
import { ids } from "../test/support/runList.ts"

const commands = (await Effect.runPromise(helpDocs())).map(({ commandPath = [] }) => commandPath)

describe("threads", () => {
  it.effect("prints its version, which is the package's", () =>
    Effect.gen(function* () {
      const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
      assert.deepStrictEqual(yield* run(["--version"]), { exitCode: 0, stdout: `${version}\n`, stderr: "" })
    }),
  )

  it.effect.each(commands.map((path) => [path.join(" "), path] as const))(
    "prints help for %s on stdout, with what it is for and examples",
    ([name, [, ...path]]) =>
      Effect.gen(function* () {
        const { exitCode, stderr, stdout } = yield* run([...path, "--help"])
        assert.deepStrictEqual([exitCode, stderr], [0, ""])
        assert.match(stdout, /^DESCRIPTION\n {2}[^\n]{25,}\n/)
        assert.include(stdout, `USAGE\n  ${name} `)
        assert.include(stdout.split("EXAMPLES\n")[1] ?? "", `threads ${path.join(" ")}`)
      }),
  )

  it.effect.each(
    [
      "list",
      "verify",
      "export",
      "request",
      "doctor",
      "config path",
      "config list",
      "config get",
      "config set",
      "auth login",
      "auth logout",
      "auth status",
    ].map((name) => [name]),
  )("offers --profile to %s", ([name = ""]) =>
    Effect.map(run([...name.split(" "), "--help"]), ({ stdout }) => assert.include(stdout, "--profile")),
  )

  it.effect("begins its help with the commands that a user meets first", () =>
    Effect.gen(function* () {
      const { stdout } = yield* run(["--help"])
      const examples = [...(stdout.split("EXAMPLES\n")[1] ?? "").matchAll(/^ {2}threads (\w+)/gm)]
      assert.deepStrictEqual(
        examples.map(([, name]) => name),
        ["demo", "list", "export", "serve", "doctor"],
      )
    }),
  )

  it.effect("prints help on stderr and ends with 2 without arguments", () =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* run([])
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.include(stderr, "SUBCOMMANDS")
    }),
  )

  it.effect.each([
    ["a command", ["lsit"], / lsit; did you mean list\?$/],
    ["a flag", ["list", "--fromat", "csv"], /--fromat.*; did you mean --format\?$/],
  ] as const)("suggests %s in the place of one that does not exist", ([, args, problem]) =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* run(args)
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      const [line = "", ...rest] = stderr.split("\n")
      assert.match(line, /^threads: /)
      assert.match(line, problem)
      assert.match(rest.join("\n"), /^See: threads[^\n]* --help\n$/)
    }),
  )

  it.effect("ends with 1 at a defect, and says where to report it", () =>
    Effect.gen(function* () {
      // The HTTP client of this run dies when it is used.
      const { exitCode, stderr, stdout } = yield* run(["list", ...ids], { env: canaries })
      assert.deepStrictEqual([exitCode, stdout], [1, ""])
      assert.match(stderr, /^threads: [^\n]*defect[^\n]*\n$/)
    }),
  )

  it.effect.each(["bash", "zsh", "fish"])("prints completions for %s", (shell) =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* run(["--completions", shell])
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      assert.include(stdout, "max-results")
    }),
  )
})
