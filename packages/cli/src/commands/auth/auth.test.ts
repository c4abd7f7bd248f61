import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { storedCredentials, userHome } from "../../../../../test/support/userHome.ts"
import { canaries, run } from "../../../test/support/inProcess.ts"
import { askers, recordedHttp, threadList } from "../../../test/support/recordedHttp.ts"
import { ids } from "../../../test/support/runList.ts"

const login = ["auth", "login", "--username", "canary-user", "--password-stdin"]
const b = ["--profile", "b"]

describe("threads auth login", () => {
  it.effect("stores the credentials of a profile in a file that only the user can read, beside the others", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", "[default]\n[b]\n")
      const { exitCode, stderr, stdout } = yield* run([...login, ...b], { env: user.env, stdin: "canary-password\n" })
      assert.deepStrictEqual([exitCode, stdout], [0, ""])
      assert.include(stderr, user.path("credentials.toml"))
      assert.deepStrictEqual([user.mode("credentials.toml"), user.mode("")], ["600", "700"])
      const other = yield* run(["auth", "login", "--username", "x", "--password-stdin"], { env: user.env, stdin: "y" })
      assert.strictEqual(other.exitCode, 0)
      assert.include(user.read("credentials.toml"), storedCredentials("canary-user", "canary-password", "b"))
      assert.include(user.read("credentials.toml"), storedCredentials("x", "y"))
      assert.notInclude(user.read("config.toml"), "canary")
    }),
  )

  it.effect.each(['"\\"', "'''", "# = [x]", "pässwörd €𝄞", " ", "\u2028"])(
    "stores the password %j as it is",
    (password) =>
      Effect.gen(function* () {
        const user = yield* userHome
        const { layer, requests } = recordedHttp(() => threadList([]))
        assert.strictEqual((yield* run(login, { env: user.env, stdin: password })).exitCode, 0)
        assert.strictEqual((yield* run(["list", ...ids], { env: user.env, http: layer })).exitCode, 0)
        assert.deepStrictEqual(askers(requests), [`canary-user:${password}`])
      }),
  )

  it.effect("prompts at a terminal, and shows nothing of the password, not even its length", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const screens = new Set<string>()
      for (const password of ["canary-password", "x"]) {
        // The user name is shown as it is typed.
        const keys = `somebody\r${password}\r`
        const { exitCode, stderr, stdout } = yield* run(["auth", "login"], { env: user.env, terminal: { keys } })
        assert.deepStrictEqual([exitCode, stdout], [0, ""])
        assert.include(stderr, "somebody")
        assert.notInclude(stderr, "*")
        screens.add(stderr.split("Password").at(-1) ?? "")
        assert.include(user.read("credentials.toml"), storedCredentials("somebody", password))
      }
      assert.strictEqual(screens.size, 1)
    }),
  )

  it.effect.each([
    ["at the user name", "some\u0003"],
    ["at the password", "somebody\rcanary-pass\u0003"],
    ["at the password with Ctrl-D", "somebody\rcanary-pass\u0004"],
  ] as const)("ends with 130 when it is given up %s, and stores nothing", ([, keys]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const { exitCode } = yield* run(["auth", "login"], { env: user.env, terminal: { keys } })
      assert.strictEqual(exitCode, 130)
      assert.isFalse(user.has("credentials.toml"))
    }),
  )

  const refused: ReadonlyArray<readonly [what: string, args: ReadonlyArray<string>, problem: RegExp]> = [
    ["without a terminal", ["auth", "login"], /^threads: .*terminal.*--username NAME.*--password-stdin[^\n]*\n$/],
    ["with --password", ["auth", "login", "--password", "canary-password"], /^threads: [^\n]*--password[^\n]*\nSee: /],
    ["with a colon in the user name", ["auth", "login", "--username", "a:b", "--password-stdin"], /colon/],
    ["without a user name", ["auth", "login", "--password-stdin"], /--password-stdin.*--username NAME/],
    ["with a profile that does not exist", [...login, "--profile", "none"], /"?none"?/],
  ]
  it.effect.each(refused)("fails %s, and stores nothing", ([, args, problem]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const { exitCode, stderr, stdout } = yield* run(args, { env: user.env, stdin: "canary-password" })
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, problem)
      assert.isFalse(user.has("credentials.toml"))
    }),
  )

  it.effect("writes through no symbolic link", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const target = join(user.home, "elsewhere")
      writeFileSync(target, "")
      mkdirSync(user.folder, { recursive: true })
      symlinkSync(target, user.path("credentials.toml"))
      const { exitCode, stderr } = yield* run(login, { env: user.env, stdin: "canary-password" })
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /symbolic link/)
      assert.strictEqual(readFileSync(target, "utf8"), "")
    }),
  )

  it.effect("writes over no file that others could read", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("credentials.toml", storedCredentials("x", "y"), 0o644)
      assert.strictEqual((yield* run(login, { env: user.env, stdin: "canary-password" })).exitCode, 2)
      assert.strictEqual(user.read("credentials.toml"), storedCredentials("x", "y"))
    }),
  )
})

describe("threads auth status", () => {
  const rowsOf = (stdout: string) =>
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/))

  it.effect("prints where the stored credentials of a profile are", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", '[b]\nbase_url = "https://b.test/c"\n')
      const file = user.write("credentials.toml", storedCredentials("canary-user", "canary-password", "b"))
      const { exitCode, stderr, stdout } = yield* run(["auth", "status", ...b], { env: user.env })
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      assert.deepStrictEqual(rowsOf(stdout), [
        ["profile", "b"],
        ["base URL", "https://b.test/c, from: profile b"],
        ["user name", file],
        ["password", file],
      ])
    }),
  )

  it.effect("prints that the credentials are the environment's", () =>
    Effect.gen(function* () {
      const { exitCode, stdout } = yield* run(["auth", "status"], { env: canaries })
      assert.strictEqual(exitCode, 0)
      assert.deepStrictEqual(rowsOf(stdout).slice(2), [
        ["user name", "environment (THREADS_USERNAME)"],
        ["password", "environment (THREADS_PASSWORD)"],
      ])
    }),
  )

  it.effect("ends with 3 if there are no credentials", () =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* run(["auth", "status"])
      assert.strictEqual(exitCode, 3)
      assert.deepStrictEqual(rowsOf(stdout).slice(2), [
        ["user name", "none"],
        ["password", "none"],
      ])
      assert.match(stderr, /^threads: [^\n]*THREADS_USERNAME[^\n]+\n$/)
    }),
  )
})

describe("threads auth logout", () => {
  it.effect("removes the credentials of a profile, and keeps the others", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const [mine, other] = [storedCredentials("canary-user", "canary-password", "b"), storedCredentials("x", "y")]
      user.write("credentials.toml", `${mine}\n${other}`)
      const first = yield* run(["auth", "logout", ...b], { env: user.env })
      assert.strictEqual(first.exitCode, 0)
      assert.match(first.stderr, /^Removed [^\n]*profile b\.\n$/)
      assert.notInclude(user.read("credentials.toml"), "canary")
      assert.include(user.read("credentials.toml"), other)
      const again = yield* run(["auth", "logout", ...b], { env: user.env })
      assert.strictEqual(again.exitCode, 0)
      assert.match(again.stderr, / no stored credentials of profile b/)
    }),
  )
})
