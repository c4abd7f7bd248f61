import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Result, Schema } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"
import { runThreads } from "../../../test/support/runThreads.ts"
import { userHome } from "../../../test/support/userHome.ts"
import { setInProfile } from "../src/commands/config/editProfile.ts"
import { settingKeys, settingName } from "../src/config/keys.ts"
import { parseToml } from "../src/config/toml.ts"

const answer = http(200, JSON.stringify({ customerThreads: [], requestUUID: "r", errors: [], warnings: [] }))
const answering = rawServer((socket) => socket.write(answer))
const secrets = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }

/** The canaries that must not be seen in what a run printed. */
const quiet = (ended: { readonly stdout: string; readonly stderr: string }) => {
  for (const canary of ["canary-user", "canary-password", "canary-secret"]) {
    assert.notInclude(ended.stdout + ended.stderr, canary)
  }
}

const sources = ["nothing", "profile", "environment", "flag"] as const

describe("the settings", () => {
  const flags = { department: "--department", base_url: "--base-url" } as const
  const cases = (["department", "base_url"] as const).flatMap((key) =>
    // With no address at all it would be the vendor's that is asked.
    [0, 1, 2, 3, 4, 5, 6, 7].slice(key === "base_url" ? 1 : 0).map((bits) => [key, bits] as const),
  )

  it.live.each(cases)("of %s are the flag's over the environment's over the profile's (case %i)", ([key, bits]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const servers = { profile: yield* answering, environment: yield* answering, flag: yield* answering }
      const elsewhere = yield* answering
      const given = (["profile", "environment", "flag"] as const).filter((_, at) => (bits & (1 << at)) !== 0)
      const value = (source: keyof typeof servers) => (key === "department" ? source : servers[source].baseUrl)
      const other = key === "department" ? `base_url = "${elsewhere.baseUrl}"` : 'department = "d"'
      const mine = given.includes("profile") ? `${key} = "${value("profile")}"\n` : ""
      user.write("config.toml", `[default]\n${other}\n${mine}`)
      const ended = yield* runThreads(
        ["list", "--customer", "c", ...(given.includes("flag") ? [flags[key], value("flag")] : [])],
        {
          env: {
            ...user.env,
            ...secrets,
            ...(given.includes("environment") ? { [settingName(key)]: value("environment") } : {}),
          },
        },
      )
      quiet(ended)
      const winner = sources.findLast((source) => source !== "nothing" && given.includes(source))
      const asked = [...Object.entries(servers), ["elsewhere", elsewhere] as const].flatMap(([name, { requests }]) =>
        requests.map(({ requestLine }) => [name, requestLine.split("/")[3]] as const),
      )
      if (winner === undefined) assert.deepStrictEqual([asked, ended.code], [[], 2])
      else {
        assert.strictEqual(ended.code, 0, ended.stderr)
        assert.deepStrictEqual(asked, key === "department" ? [["elsewhere", winner]] : [[winner, "d"]])
      }
    }),
  )

  it.live("are read from the profile that is named, by the flag over the environment", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const tables = ["default", "a", "b"].map((name) => `[${name}]\ndepartment = "in-${name}"\n`)
      user.write("config.toml", tables.join("\n"))
      const get = (args: ReadonlyArray<string>, env: Record<string, string> = {}) =>
        runThreads(["config", "get", "department", ...args], { env: { ...user.env, ...env } })
      assert.strictEqual((yield* get([])).stdout, "in-default\n")
      assert.strictEqual((yield* get([], { THREADS_PROFILE: "a" })).stdout, "in-a\n")
      assert.strictEqual((yield* get(["--profile", "b"], { THREADS_PROFILE: "a" })).stdout, "in-b\n")
      assert.strictEqual((yield* get(["--profile", "b"], { THREADS_DEPARTMENT: "e" })).stdout, "e\n")
      // A longer name, or an empty value, is not the setting.
      assert.strictEqual(
        (yield* get([], { THREADS_DEPARTMENT_OLD: "e", THREADS_DEPARTMENT: "" })).stdout,
        "in-default\n",
      )
    }),
  )

  it.live("are looked for under XDG_CONFIG_HOME, and nothing is missed where there is neither file nor home", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const path = (env: Record<string, string>) => runThreads(["config", "path"], { env })
      assert.strictEqual((yield* path(user.env)).stdout, `${user.path("config.toml")}\n`)
      assert.strictEqual((yield* path({ XDG_CONFIG_HOME: "/x/y" })).stdout, "/x/y/threads/config.toml\n")
      const homeless = yield* runThreads(["config", "path"], { env: { HOME: "" } })
      assert.deepStrictEqual([homeless.code, homeless.stdout], [2, ""])
      const server = yield* answering
      for (const HOME of ["", "/nonexistent", "/dev/null"]) {
        const args = ["list", "--department", "d", "--customer", "c", "--base-url", server.baseUrl]
        const ended = yield* runThreads(args, { env: { HOME, ...secrets } })
        assert.strictEqual(ended.code, 0, ended.stderr)
      }
    }),
  )

  const wrong: ReadonlyArray<readonly [text: string | Uint8Array, said: RegExp]> = [
    ['[default]\n\nbase-url = "x"', /config\.toml, line 3: unknown setting "base-url"; expected one of base_url, /],
    [
      '[default]\nattempts = 3\n[b]\npassword = "canary-secret"',
      /line 4: a password does not belong .*; store it with: threads auth login\./,
    ],
    ["[default]\npassword = canary-secret", /config\.toml: is not TOML \(Invalid value, line 2, column \d+\)/],
    ['[default]\npassword = "canary-secret', /is not TOML \(Unterminated basic string, line 2, /],
    ["[default\n", /is not TOML \(Expected '\]', line 1/],
    ['department = "d"', /line 1: "department" stands outside a profile/],
    ["[default]\nattempts = 11", /line 2: attempts: must be a whole number from 1 to 10; correct the file\.$/m],
    ["[default]\nattempts = [1]", /line 2: attempts: expected a text, a number, or true or false; correct the file\./],
    ['[default]\noverall_timeout = "soon"', /line 2: overall_timeout: expected a valid Duration/],
    ['[default]\nbase_url = "http://canary-secret.test"', /line 2: base_url: The base URL must begin with https/],
    ['[default]\nbase_url = "https://u:canary-secret@x.test"', /line 2: base_url: The base URL holds a user name/],
    ['[default]\nbase_url = ""', /line 2: base_url: /],
    ['[default]\ndepartment = ".."', /line 2: department: expected 1 to 128/],
    ['[default]\nusername = "canary-secret:x"', /line 2: username: The username holds a colon/],
    ['[default.more]\nbase_url = "x"', /unknown setting "more"/],
    [new Uint8Array([0xff, 0xfe]), /is not UTF-8 text/],
  ]
  it.live.each(wrong)("in %j are refused with a line that names the file, and nothing is sent", ([text, said]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const server = yield* answering
      user.write("config.toml", text)
      const args = ["list", "--department", "d", "--customer", "c", "--base-url", server.baseUrl]
      for (const profile of [[], ["--profile", "default"]]) {
        const ended = yield* runThreads([...args, ...profile], { env: { ...user.env, ...secrets } })
        assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
        assert.match(ended.stderr, /^threads: \/[^\n]+config\.toml[^\n]+\n$/)
        assert.match(ended.stderr, said)
        quiet(ended)
      }
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live("of a profile that there is not are refused, as is a file that cannot be read, and nothing is sent", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const server = yield* answering
      const list = (profile: ReadonlyArray<string>, env: Record<string, string> = {}) =>
        runThreads(["list", "--department", "d", "--customer", "c", "--base-url", server.baseUrl, ...profile], {
          env: { ...user.env, ...secrets, ...env },
        })
      const refused = Effect.fnUntraced(function* (
        ended: Effect.Effect<{ code: number | null; stderr: string }>,
        said: string,
      ) {
        const { code, stderr } = yield* ended
        assert.strictEqual(code, 2)
        assert.match(stderr, /^threads: [^\n]+\n(See: threads list --help\n)?$/)
        assert.include(stderr, said)
      })
      yield* refused(list(["--profile", "b"]), `no settings file ${user.path("config.toml")}`)
      yield* refused(list([], { THREADS_PROFILE: "b" }), 'There is no profile "b"')
      yield* refused(list(["--profile", "../b"]), "--profile must be 1 to 64 letters")
      user.write("config.toml", "[default]\n[a]\n")
      yield* refused(list(["--profile", "b"]), 'there is no profile "b"; there is default, a.')
      renameSync(user.path("config.toml"), user.path("other"))
      mkdirSync(user.path("config.toml"))
      yield* refused(list([]), `${user.path("config.toml")}: cannot be read (BadResource)`)
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live("do not concern serve and demo, which take no profile", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", "not TOML")
      const { code, stderr } = yield* runThreads(["demo"], { env: user.env })
      assert.strictEqual(code, 0, stderr)
      const refused = yield* runThreads(["serve", "--data", "x", "--profile", "a"], { env: user.env })
      assert.deepStrictEqual([refused.code, refused.stdout], [2, ""])
      assert.include(refused.stderr, "--profile")
    }),
  )

  it("have a key for each setting of the documentation but the password", () => {
    const pages = ["packages/cli/README.md", "packages/http-adapter/README.md"].map((page) =>
      readFileSync(new URL(`../../../${page}`, import.meta.url), "utf8"),
    )
    const documented = new Set(pages.join("").match(/THREADS_[A-Z_]+/g))
    for (const name of ["THREADS_PASSWORD", "THREADS_PROFILE"]) documented.delete(name)
    assert.sameMembers([...documented], settingKeys.map(settingName))
  })
})

describe("threads config", () => {
  it.live("lists every setting with where it comes from, and no secret", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", '[p]\nusername = "canary-user"\nattempts = 5\noverall_timeout = "8 seconds"\n')
      const env = { ...user.env, THREADS_DEPARTMENT: "d", THREADS_PASSWORD: "canary-password", THREADS_ATTEMPTS: "2" }
      const ended = yield* runThreads(["config", "list", "--profile", "p"], { env })
      assert.deepStrictEqual([ended.code, ended.stderr], [0, ""])
      quiet(ended)
      const rows = ended.stdout.trimEnd().split("\n")
      assert.lengthOf(rows, settingKeys.length + 2)
      const row = (key: string) => rows.find((line) => line.startsWith(`${key} `))?.split(/ {2,}/)
      assert.deepStrictEqual(row("profile"), ["profile", "p", "flag (--profile)"])
      assert.deepStrictEqual(row("department"), ["department", "d", "environment (THREADS_DEPARTMENT)"])
      assert.deepStrictEqual(row("attempts"), ["attempts", "2", "environment (THREADS_ATTEMPTS)"])
      assert.deepStrictEqual(row("overall_timeout"), ["overall_timeout", "8 seconds", "profile p"])
      assert.deepStrictEqual(row("username"), ["username", "(not shown)", "profile p"])
      assert.deepStrictEqual(row("backoff"), ["backoff", "100 millis", "default"])
      const get = yield* runThreads(["config", "get", "username", "--profile", "p"], { env })
      assert.deepStrictEqual([get.code, get.stdout], [2, ""])
      quiet(get)
    }),
  )

  it.live("shows defaults that can be set as they are shown", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      for (const key of settingKeys.filter((one) => one !== "department" && one !== "username")) {
        const { stdout } = yield* runThreads(["config", "get", key], { env: user.env })
        const set = yield* runThreads(["config", "set", key, stdout.trimEnd()], { env: user.env })
        assert.strictEqual(set.code, 0, set.stderr)
      }
      assert.lengthOf(user.read("config.toml").trimEnd().split("\n"), settingKeys.length - 2 + 1)
    }),
  )

  it.live("sets one setting in a file that only the user can read, and leaves the rest as it was", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const set = (...args: ReadonlyArray<string>) => runThreads(["config", "set", ...args], { env: user.env })
      const first = yield* set("base_url", "http://127.0.0.1:1/c", "--profile", "local")
      assert.deepStrictEqual([first.code, first.stdout], [0, ""])
      assert.deepStrictEqual([user.mode("config.toml"), user.mode("")], ["600", "700"])
      const text =
        '# mine\n[default] # first\nattempts = 3 # why\n\n# next\n[local]\nbase_url = "http://127.0.0.1:1/c"\n'
      user.write("config.toml", text, 0o644)
      assert.strictEqual((yield* set("attempts", "4")).code, 0)
      assert.strictEqual(user.read("config.toml"), text.replace("= 3", "= 4"))
      assert.strictEqual((yield* set("department", "D1")).code, 0)
      assert.strictEqual(user.read("config.toml"), text.replace("= 3 # why", '= 4 # why\ndepartment = "D1"'))
      assert.strictEqual(user.mode("config.toml"), "600")
      assert.deepStrictEqual(readdirSync(user.folder), ["config.toml"])
    }),
  )

  const refusals: ReadonlyArray<readonly [args: ReadonlyArray<string>, said: string]> = [
    [["nope", "1"], 'unknown setting "nope"'],
    [["password", "canary-secret"], "threads auth login"],
    [["attempts", "0"], "attempts: must be a whole number from 1 to 10"],
    [["attempts", "many"], "attempts: expected a string representing a finite number"],
    [["overall_timeout", "2 days"], "overall_timeout: must be a duration from 0 to 1h"],
    [["base_url", "http://example.test"], "must begin with https://"],
    [["base_url", ""], "base_url"],
    [["department", "a/b"], "department: expected 1 to 128"],
    [["identifiers_in_spans", "perhaps"], "identifiers_in_spans: expected"],
    [["attempts"], "VALUE"],
  ]
  it.live.each(refusals)("refuses to set %j, and writes nothing", ([args, said]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const ended = yield* runThreads(["config", "set", ...args], { env: user.env })
      assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
      assert.include(ended.stderr, said)
      quiet(ended)
      assert.isFalse(user.has(""))
    }),
  )

  it.live("follows no symbolic link, and changes no file that it cannot change faithfully", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const target = join(user.home, "elsewhere.toml")
      writeFileSync(target, "[default]\n")
      mkdirSync(user.folder, { recursive: true })
      symlinkSync(target, user.path("config.toml"))
      const set = runThreads(["config", "set", "attempts", "2"], { env: user.env })
      const linked = yield* set
      assert.strictEqual(linked.code, 2)
      assert.include(linked.stderr, "is a symbolic link")
      assert.strictEqual(readFileSync(target, "utf8"), "[default]\n")
      renameSync(target, user.path("config.toml"))
      user.write("config.toml", "default = { attempts = 1 }\n")
      const inline = yield* set
      assert.strictEqual(inline.code, 2)
      assert.include(inline.stderr, "cannot be changed here; change the file by hand")
      user.write("config.toml", "[default]\nbad = 1\n")
      assert.strictEqual((yield* set).code, 2)
      assert.strictEqual(user.read("config.toml"), "[default]\nbad = 1\n")
    }),
  )

  it.effect("changes a file's text to mean the one setting more, whatever the file, or else not at all", () =>
    Effect.gen(function* () {
      const pieces = [
        "[default]",
        "[ default ] # c",
        '["default"]',
        "[b]",
        "[default.x]",
        "[[b]]",
        "attempts = 1",
        'attempts = "1" # "c"',
        "'attempts'=1",
        'department = """',
        '"""',
        "department = '''[default]'''",
        "# attempts = 2",
        "",
        "  attempts  =  1_0",
        "concurrency = [",
        "]",
      ]
      let changed = 0
      const texts = Arbitrary.array(Arbitrary.schema(Schema.Literals(pieces)), { maxLength: 8 })
      for (const lines of yield* Arbitrary.sampleEffect(texts, { count: 3_000, size: 8, seed: "files" })) {
        for (const end of ["\n", "\r\n"]) {
          const text = lines.join(end)
          const result = setInProfile(text, "default", "attempts", "7")
          if (Result.isFailure(result)) continue
          changed++
          const before = Result.getOrThrow(parseToml(text))
          const after = Result.getOrThrow(parseToml(result.success))
          const table = (before.default ?? {}) as object
          assert.deepEqual(structured(after), structured({ ...before, default: { ...table, attempts: 7 } }))
          const comments = (one: string) => one.split("\n").filter((line) => line.startsWith("#")).length
          assert.strictEqual(comments(result.success), comments(text))
        }
      }
      assert.isAbove(changed, 1_000)
    }),
  )
})

const structured = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
