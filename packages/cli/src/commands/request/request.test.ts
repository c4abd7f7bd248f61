import { defaultBaseUrl } from "@customer-threads/http-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { everyToken, hostile } from "../../../test/support/hostileTexts.ts"
import { canaries, run } from "../../../test/support/inProcess.ts"
import { type Language, languages } from "./languages.ts"

const ids = ["--department", "Dept_1-x", "--customer", "c"]

const request = Effect.fnUntraced(function* (
  language: Language,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
) {
  const { exitCode, stderr, stdout } = yield* run(["request", "--as", language, ...args], { env })
  assert.deepStrictEqual([exitCode, stderr], [0, ""])
  return stdout
})

describe("threads request", () => {
  it.effect.each(languages)("prints %s for the vendor's address, in ASCII, without credentials", (language) =>
    Effect.gen(function* () {
      const program = yield* request(language, [...ids, `--assignee=${everyToken}`], canaries)
      assert.match(program, /^[ -~\t\n]+[^\n]\n$/)
      assert.include(program, defaultBaseUrl)
      assert.include(program, "THREADS_USERNAME")
      assert.include(program, "THREADS_PASSWORD")
      assert.strictEqual(yield* request(language, [...ids, `--assignee=${everyToken}`]), program)
    }),
  )

  it.effect.each([
    ["csharp", /"""(.*)"""/, (text: string) => text, /"""/],
    ["powershell", /Body += '(.*)'$/m, (text: string) => text.replaceAll("''", "'"), /'/],
  ] as const)("prints a body in %s that reads back as the one to send", ([language, literal, read, end]) =>
    Effect.gen(function* () {
      const sampled = yield* Arbitrary.sampleEffect(hostile, { count: 5, size: 30, seed: language })
      for (const assignee of [everyToken, `"`, `'`, `"""`, ...sampled]) {
        const [, text = ""] = literal.exec(yield* request(language, [...ids, `--assignee=${assignee}`])) ?? []
        // A quote of PowerShell is doubled in its text.
        assert.notMatch(language === "csharp" ? text : text.replaceAll("''", ""), end)
        assert.deepStrictEqual(JSON.parse(read(text)), { assigneeUserUUID: assignee })
      }
    }),
  )

  it.effect.each([
    ["the environment", ["--customer", "c"], "https://env.example.test/x/departments/from-env/"],
    ["the flags", [...ids, "--base-url", "http://127.0.0.1:8080"], "http://127.0.0.1:8080/departments/Dept_1-x/"],
  ] as const)("reads the department and the base URL from %s", ([, args, address]) =>
    Effect.gen(function* () {
      const env = { THREADS_DEPARTMENT: "from-env", THREADS_BASE_URL: "https://env.example.test/x/" }
      assert.include(yield* request("curl", args, env), `'${address}customers/c/threads'`)
    }),
  )

  const refused: ReadonlyArray<readonly [args: ReadonlyArray<string>, problem: RegExp]> = [
    [["--as", "cobol", ...ids], /--as/],
    [ids, /--as/],
    [["--as", "curl", "--customer", "c"], /--department/],
    [["--as", "curl", "--department", "..", "--customer", "c"], /--department .*1 to 128/],
    [["--as", "curl", ...ids, "--assignee", ""], /--assignee/],
    [["--as", "curl", ...ids, "--max-results", "-1"], /--max-results/],
    [["--as", "curl", ...ids, "--base-url", "http://example.test"], /https:\/\//],
    [["--as", "curl", ...ids, "--base-url", "https://canary:canary@example.test"], /--base-url .*without credentials/],
  ]
  it.effect.each(refused)("refuses %j as list does", ([args, problem]) =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* run(["request", ...args])
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, /^threads: [^\n]+\n(See: threads request --help\n)?$/)
      assert.match(stderr, problem)
    }),
  )
})
