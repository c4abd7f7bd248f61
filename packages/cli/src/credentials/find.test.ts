import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { storedCredentials, userHome } from "../../../../test/support/userHome.ts"
import { run } from "../../test/support/inProcess.ts"
import { askers, recordedHttp, threadList } from "../../test/support/recordedHttp.ts"
import { ids } from "../../test/support/runList.ts"

const sources = ["stdin", "environment", "file"] as const

describe("the credentials", () => {
  const cases = Array.from({ length: 7 }, (_, bits) => sources.filter((_, at) => ((bits + 1) & (1 << at)) !== 0))
  it.effect.each(cases.map((given) => [given]))("are the first of %j", ([given = []]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const { layer, requests } = recordedHttp(() => threadList([]))
      if (given.includes("file")) user.write("credentials.toml", storedCredentials("u", "from-file"))
      const { exitCode, stderr } = yield* run(
        ["list", ...ids, ...(given.includes("stdin") ? ["--password-stdin"] : [])],
        {
          env: {
            ...user.env,
            ...(given[0] === "file" ? {} : { THREADS_USERNAME: "u" }),
            ...(given.includes("environment") ? { THREADS_PASSWORD: "from-environment" } : {}),
          },
          stdin: "from-stdin\n",
          http: layer,
        },
      )
      assert.strictEqual(exitCode, 0, stderr)
      assert.deepStrictEqual(askers(requests), [`u:from-${given[0]}`])
    }),
  )

  const refused: ReadonlyArray<
    readonly [what: string, code: number, args: ReadonlyArray<string>, env: Record<string, string>, problem: RegExp]
  > = [
    ["a password on stdin alone", 2, ["--password-stdin"], {}, /--password-stdin.*THREADS_USERNAME/],
    ["THREADS_PASSWORD alone", 2, [], { THREADS_PASSWORD: "canary-password" }, /THREADS_USERNAME/],
    ["THREADS_USERNAME alone", 2, [], { THREADS_USERNAME: "canary-user" }, /THREADS_PASSWORD/],
    ["nothing", 3, [], {}, /threads auth login/],
    ["the user name of a profile alone", 3, ["--profile", "b"], {}, /threads auth login/],
  ]
  it.effect.each(refused)("are not complete with %s, and nothing is sent", ([, code, args, env, problem]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", '[default]\n[b]\nusername = "canary-user"\n')
      const { exitCode, stderr, stdout } = yield* run(["list", ...ids, ...args], {
        env: { ...user.env, ...env },
        stdin: "canary-password",
      })
      assert.deepStrictEqual([exitCode, stdout], [code, ""])
      assert.match(stderr, /^threads: [^\n]+\n$/)
      assert.match(stderr, problem)
    }),
  )

  it.effect("of another user are not sent with a stored password", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("credentials.toml", storedCredentials("canary-user", "canary-password"))
      const { exitCode, stderr } = yield* run(["list", ...ids], { env: { ...user.env, THREADS_USERNAME: "other" } })
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /^threads: [^\n]*THREADS_USERNAME[^\n]*threads auth login[^\n]*\n$/)
    }),
  )

  it.effect("that are stored are not those of serve", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("credentials.toml", storedCredentials("canary-user", "canary-password"))
      user.write("config.toml", '[default]\nusername = "canary-user"\n')
      // Another host needs credentials.
      const { exitCode, stderr } = yield* run(["serve", "--port", "0", "--host", "0.0.0.0"], { env: user.env })
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /username and a password/)
    }),
  )
})
