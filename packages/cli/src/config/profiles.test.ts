import { mkdirSync, renameSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { userHome } from "../../../../test/support/userHome.ts"
import { run } from "../../test/support/inProcess.ts"
import { ids, runList } from "../../test/support/runList.ts"
import { findSetting } from "./keys.ts"

const flags = { department: "--department", base_url: "--base-url" } as const
const sources = ["profile", "environment", "flag"] as const

describe("a setting", () => {
  const cases = (["department", "base_url"] as const).flatMap((key) =>
    Array.from({ length: 8 }, (_, bits) => [key, sources.filter((_, at) => (bits & (1 << at)) !== 0)] as const),
  )
  it.effect.each(cases)(
    "%s is the flag's, else the environment's, else the profile's, if given by %j",
    ([key, given]) =>
      Effect.gen(function* () {
        const user = yield* userHome
        const value = (source: string) => (key === "department" ? source : `https://${source}.test/c`)
        if (given.includes("profile")) user.write("config.toml", `[default]\n${key} = "${value("profile")}"\n`)
        const other = key === "department" ? [] : ["--department", "d"]
        const flag = given.includes("flag") ? [flags[key], value("flag")] : []
        const environment = given.includes("environment") ? { [findSetting(key)!.name]: value("environment") } : {}
        const { exitCode, requests } = yield* runList(["--customer", "c", ...other, ...flag], {
          env: { ...user.env, ...environment },
        })
        const winner = given.at(-1) ?? (key === "department" ? undefined : "api.mykaarma.com")
        assert.strictEqual(exitCode, winner === undefined ? 2 : 0)
        assert.deepStrictEqual(
          requests.map(({ url }) =>
            key === "department" ? url.pathname.split("/")[3] : url.host.replace(".test", ""),
          ),
          winner === undefined ? [] : [winner],
        )
      }),
  )

  it.effect.each([
    ["of the profile default", [], {}, "in-default"],
    ["of the profile of THREADS_PROFILE", [], { THREADS_PROFILE: "a" }, "in-a"],
    ["of the profile of --profile, over THREADS_PROFILE", ["--profile", "b"], { THREADS_PROFILE: "a" }, "in-b"],
    ["of the environment, over --profile", ["--profile", "b"], { THREADS_DEPARTMENT: "e" }, "e"],
    ["of the profile, if the variable is empty", [], { THREADS_DEPARTMENT: "" }, "in-default"],
    ["of the profile, if only a longer variable is set", [], { THREADS_DEPARTMENT_OLD: "e" }, "in-default"],
  ] as const)("is the one %s", ([, args, env, expected]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const tables = ["default", "a", "b"].map((name) => `[${name}]\ndepartment = "in-${name}"\n`)
      user.write("config.toml", tables.join("\n"))
      const { stdout } = yield* run(["config", "get", "department", ...args], { env: { ...user.env, ...env } })
      assert.strictEqual(stdout, `${expected}\n`)
    }),
  )
})

describe("a settings file", () => {
  const wrong: ReadonlyArray<readonly [text: string | Uint8Array, problem: RegExp]> = [
    ['[default]\n\nbase-url = "x"', /line 3: .*base-url.* base_url, /],
    ['[default]\nattempts = 3\n[b]\npassword = "canary-secret"', /line 4: .*password.* threads auth login/],
    ["[default]\npassword = canary-secret", /TOML.*line 2, column \d+/],
    ['[default]\npassword = "canary-secret', /TOML.*line 2, /],
    ["[default\n", /TOML.*line 1/],
    ['department = "d"', /line 1: .*department/],
    ["[default]\nattempts = 11", /line 2: .*attempts.* 1 to 10/],
    ["[default]\nattempts = [1]", /line 2: .*attempts/],
    ['[default]\noverall_timeout = "soon"', /line 2: .*overall_timeout/],
    ['[default]\nbase_url = "http://canary-secret.test"', /line 2: .*base_url.*https/],
    ['[default]\nbase_url = "https://u:canary-secret@x.test"', /line 2: .*base_url.*without credentials/],
    ['[default]\nbase_url = ""', /line 2: .*base_url/],
    ['[default]\ndepartment = ".."', /line 2: .*department.* 1 to 128/],
    ['[default]\nusername = "canary-secret:x"', /line 2: .*username.*colon/],
    ['[default.more]\nbase_url = "x"', /more/],
    [new Uint8Array([0xff, 0xfe]), /UTF-8/],
  ]
  it.effect.each(wrong)("that holds %j is refused with a line that names it, and nothing is sent", ([text, problem]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const file = user.write("config.toml", text)
      for (const profile of [[], ["--profile", "default"]]) {
        const { exitCode, requests, stderr, stdout } = yield* runList([...ids, ...profile], { env: user.env })
        assert.deepStrictEqual([exitCode, stdout, requests], [2, "", []])
        assert.match(stderr, /^threads: [^\n]+\n$/)
        assert.include(stderr, file)
        assert.match(stderr, problem)
      }
    }),
  )

  it.effect.each([
    ["does not exist", undefined, ["--profile", "b"], {}, /config\.toml/],
    ["does not exist, for THREADS_PROFILE", undefined, [], { THREADS_PROFILE: "b" }, /profile.*"?b"?/],
    ["has another profile", "[default]\n[a]\n", ["--profile", "b"], {}, /"?b"?.* default, a/],
    ["is given a name that none can have", "[default]\n", ["--profile", "../b"], {}, /--profile.* 1 to 64/],
  ] as const)("that %s refuses a profile, and nothing is sent", ([, text, args, env, problem]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      if (text !== undefined) user.write("config.toml", text)
      const { exitCode, requests, stderr } = yield* runList([...ids, ...args], { env: { ...user.env, ...env } })
      assert.deepStrictEqual([exitCode, requests], [2, []])
      assert.match(stderr, /^threads: [^\n]+\n(See: threads list --help\n)?$/)
      assert.match(stderr, problem)
    }),
  )

  it.effect("that is a directory is refused, and nothing is sent", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", "[default]\n")
      renameSync(user.path("config.toml"), user.path("other"))
      mkdirSync(user.path("config.toml"))
      const { exitCode, requests, stderr } = yield* runList(ids, { env: user.env })
      assert.deepStrictEqual([exitCode, requests], [2, []])
      assert.include(stderr, user.path("config.toml"))
    }),
  )

  it.effect.each(["", "/nonexistent", "/dev/null"])("may be missing, if HOME is %j", (HOME) =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* runList(ids, { env: { HOME } })
      assert.strictEqual(exitCode, 0, stderr)
    }),
  )
})
