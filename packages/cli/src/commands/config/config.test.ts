import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { userHome } from "../../../../../test/support/userHome.ts"
import { run } from "../../../test/support/inProcess.ts"
import { defaultOf, settings } from "../../config/keys.ts"

describe("threads config path", () => {
  it.effect.each([
    ["HOME", { HOME: "/home/u" }, "linux", "/home/u/.config/threads/config.toml"],
    ["XDG_CONFIG_HOME", { HOME: "/home/u", XDG_CONFIG_HOME: "/x/y" }, "linux", "/x/y/threads/config.toml"],
    ["HOME on macOS", { HOME: "/u" }, "darwin", "/u/Library/Application Support/threads/config.toml"],
    ["APPDATA on Windows", { APPDATA: "C:\\u\\AppData" }, "win32", "C:\\u\\AppData\\threads/config.toml"],
  ] as const)("prints the file under %s", ([, env, platform, expected]) =>
    Effect.gen(function* () {
      const ended = yield* run(["config", "path"], { env, platform })
      assert.deepStrictEqual(ended, { exitCode: 0, stdout: `${expected}\n`, stderr: "" })
    }),
  )

  it.effect("fails without a home directory", () =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* run(["config", "path"], { env: { HOME: "" } })
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, /HOME/)
    }),
  )
})

describe("threads config profiles", () => {
  it.effect("prints the names of the file's profiles, and nothing without a file", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      assert.deepStrictEqual(yield* run(["config", "profiles"], { env: user.env }), {
        exitCode: 0,
        stdout: "",
        stderr: "",
      })
      user.write("config.toml", "[default]\n[staging]\nattempts = 2\n")
      assert.strictEqual((yield* run(["config", "profiles"], { env: user.env })).stdout, "default\nstaging\n")
    }),
  )
})

describe("threads config list", () => {
  it.effect("prints every setting with its source, and no secret", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", '[p]\nusername = "canary-user"\nattempts = 5\noverall_timeout = "8 seconds"\n')
      const env = { ...user.env, THREADS_DEPARTMENT: "d", THREADS_PASSWORD: "canary-password", THREADS_ATTEMPTS: "2" }
      const { exitCode, stderr, stdout } = yield* run(["config", "list", "--profile", "p"], { env })
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      const rows = stdout.trimEnd().split("\n")
      assert.lengthOf(rows, settings.length + 2)
      const row = (key: string) => rows.find((line) => line.startsWith(`${key} `))?.split(/ {2,}/)
      assert.deepStrictEqual(row("profile"), ["profile", "p", "flag (--profile)"])
      assert.deepStrictEqual(row("department"), ["department", "d", "environment (THREADS_DEPARTMENT)"])
      assert.deepStrictEqual(row("attempts"), ["attempts", "2", "environment (THREADS_ATTEMPTS)"])
      assert.deepStrictEqual(row("overall_timeout"), ["overall_timeout", "8 seconds", "profile p"])
      assert.deepStrictEqual(row("username"), ["username", "(not shown)", "profile p"])
      assert.deepStrictEqual(row("backoff"), ["backoff", "100ms", "default"])
    }),
  )
})

describe("threads config get", () => {
  it.effect.each([
    ["username", /username.*secret/],
    ["department", /department.* threads config set/],
    ["nope", /nope.* base_url, /],
    ["password", /password.* threads auth login/],
  ] as const)("refuses %s, and prints no value", ([key, problem]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", '[default]\nusername = "canary-user"\n')
      const { exitCode, stderr, stdout } = yield* run(["config", "get", key], { env: user.env })
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, problem)
    }),
  )
})

describe("an invalid value of the environment", () => {
  it.effect("is not shown by config list and config get, since an address may contain a password", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      for (const url of ["https://user:canary@host.test/x", "https://host.test/?token=canary", "canary"]) {
        const env = { ...user.env, THREADS_BASE_URL: url }
        const listed = yield* run(["config", "list"], { env })
        assert.match(listed.stdout, /^base_url +\(invalid\) +environment \(THREADS_BASE_URL\)$/m)
        const got = yield* run(["config", "get", "base_url"], { env })
        assert.strictEqual(got.exitCode, 2)
        assert.match(got.stderr, /base_url must be an https:.*THREADS_BASE_URL/)
        assert.notMatch(listed.stdout + listed.stderr + got.stdout + got.stderr, /canary/)
      }
    }),
  )
})

describe("threads config set", () => {
  it.effect.each(settings.filter((setting) => defaultOf(setting) !== undefined).map(({ key }) => key))(
    "accepts the default of %s as config get prints it",
    (key) =>
      Effect.gen(function* () {
        const user = yield* userHome
        const { stdout } = yield* run(["config", "get", key], { env: user.env })
        const { exitCode, stderr } = yield* run(["config", "set", key, stdout.trimEnd()], { env: user.env })
        assert.strictEqual(exitCode, 0, stderr)
        assert.include(user.read("config.toml"), `[default]\n${key} = `)
      }),
  )

  it.effect("makes a file that only the user can read, with the profile", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const args = ["config", "set", "base_url", "http://127.0.0.1:1/c", "--profile", "local"]
      const { exitCode, stderr, stdout } = yield* run(args, { env: user.env })
      assert.deepStrictEqual([exitCode, stdout], [0, ""])
      assert.include(stderr, user.path("config.toml"))
      assert.deepStrictEqual([user.mode("config.toml"), user.mode("")], ["600", "700"])
      assert.strictEqual(user.read("config.toml"), '[local]\nbase_url = "http://127.0.0.1:1/c"\n')
    }),
  )

  it.effect("changes one setting, and leaves the rest of the file as it was", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const set = (...args: ReadonlyArray<string>) =>
        Effect.map(run(["config", "set", ...args], { env: user.env }), ({ exitCode, stderr }) =>
          assert.strictEqual(exitCode, 0, stderr),
        )
      const text =
        '# mine\n[default] # first\nattempts = 3 # why\n\n# next\n[local]\nbase_url = "http://127.0.0.1:1/c"\n'
      user.write("config.toml", text, 0o644)
      yield* set("attempts", "4")
      assert.strictEqual(user.read("config.toml"), text.replace("= 3", "= 4"))
      yield* set("department", "D1")
      assert.strictEqual(user.read("config.toml"), text.replace("= 3 # why", '= 4 # why\ndepartment = "D1"'))
      assert.strictEqual(user.mode("config.toml"), "600")
      assert.deepStrictEqual(readdirSync(user.folder), ["config.toml"])
    }),
  )

  const refused: ReadonlyArray<readonly [args: ReadonlyArray<string>, problem: RegExp]> = [
    [["nope", "1"], /nope.* base_url, /],
    [["password", "canary-secret"], /password.* threads auth login/],
    [["attempts", "0"], /attempts.* 1 to 10/],
    [["attempts", "many"], /attempts/],
    [["overall_timeout", "2 days"], /overall_timeout/],
    [["base_url", "http://example.test"], /base_url.*https:\/\//],
    [["base_url", ""], /base_url/],
    [["department", "a/b"], /department.* 1 to 128/],
    [["identifiers_in_spans", "perhaps"], /identifiers_in_spans/],
    [["attempts"], /VALUE/],
  ]
  it.effect.each(refused)("refuses %j, and writes nothing", ([args, problem]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const { exitCode, stderr, stdout } = yield* run(["config", "set", ...args], { env: user.env })
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, problem)
      assert.isFalse(user.has(""))
    }),
  )

  it.effect("follows no symbolic link", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const target = join(user.home, "elsewhere.toml")
      writeFileSync(target, "[default]\n")
      mkdirSync(user.folder, { recursive: true })
      symlinkSync(target, user.path("config.toml"))
      const { exitCode, stderr } = yield* run(["config", "set", "attempts", "2"], { env: user.env })
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /config\.toml.*symbolic link/)
      assert.strictEqual(readFileSync(target, "utf8"), "[default]\n")
      renameSync(target, user.path("config.toml"))
      assert.strictEqual((yield* run(["config", "set", "attempts", "2"], { env: user.env })).exitCode, 0)
    }),
  )

  it.effect.each([
    ["has the profile in one line", "default = { attempts = 1 }\n"],
    ["is invalid", "[default]\nbad = 1\n"],
  ])("leaves a file as it is that %s", ([, text]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", text ?? "")
      const { exitCode, stderr } = yield* run(["config", "set", "attempts", "2"], { env: user.env })
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, user.path("config.toml"))
      assert.strictEqual(user.read("config.toml"), text)
    }),
  )
})
