import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { cases } from "../../../../test/support/depth.ts"
import { runThreads, startThreads } from "../../../../test/support/runThreads.ts"
import { temporaryFolder } from "../../../../test/support/temporaryFolder.ts"
import { userHome } from "../../../../test/support/userHome.ts"

const atOnce = { concurrency: "unbounded" } as const

describe("commands that change a file at the same time", () => {
  it.live("keep every setting of seven config set", () =>
    Effect.gen(function* () {
      for (let round = 0; round < cases(1, 5); round += 1) {
        const { env, read } = yield* userHome
        const values = [1, 2, 3, 4, 5, 6, 7]
        const ended = yield* Effect.forEach(
          values,
          (value) => runThreads(["config", "set", "attempts", String(value), "--profile", `p${value}`], { env }),
          atOnce,
        )
        for (const { code, stderr } of ended) assert.strictEqual(code, 0, stderr)
        for (const value of values)
          assert.match(read("config.toml"), new RegExp(`\\[p${value}\\]\\nattempts = ${value}\\n`))
      }
    }),
  )

  it.live("keep every login, and remove the password of every logout", () =>
    Effect.gen(function* () {
      for (let round = 0; round < cases(1, 5); round += 1) {
        const { env, read, write } = yield* userHome
        write("config.toml", ["a", "b", "c", "d", "e"].map((profile) => `[${profile}]\nattempts = 1\n`).join(""))
        const login = (profile: string) =>
          runThreads(["auth", "login", "--username", "u", "--password-stdin", "--profile", profile], {
            env,
            stdin: `secret-of-${profile}\n`,
          })
        for (const profile of ["a", "b"]) assert.strictEqual((yield* login(profile)).code, 0)
        const logout = (profile: string) => runThreads(["auth", "logout", "--profile", profile], { env })
        const ended = yield* Effect.all([login("c"), logout("a"), login("d"), logout("b"), login("e")], atOnce)
        for (const { code, stderr } of ended) assert.strictEqual(code, 0, stderr)
        const passwords = [...read("credentials.toml").matchAll(/secret-of-(\w)/g)].map(([, profile]) => profile)
        assert.sameMembers(passwords, ["c", "d", "e"])
      }
    }),
  )

  it.live("refuse to save two stand-ins to one file, until the first has ended", () =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "saved.ndjson")
      const args = ["serve", "--port", "0", "--seed", "1", "--save", file]
      const first = yield* startThreads(args)
      yield* first.said(/Serving/)
      const before = readFileSync(file, "utf8")
      const second = yield* runThreads([...args, "--threads", "5"])
      assert.strictEqual(second.code, 2)
      assert.match(second.stderr, /^threads: --save \S+: another stand-in saves to this file; choose another file\.\n$/)
      assert.strictEqual(readFileSync(file, "utf8"), before)
      first.child.kill("SIGKILL")
      yield* first.ended
      const third = yield* startThreads(args)
      yield* third.said(/Serving/)
      third.child.kill("SIGTERM")
      yield* third.ended
      assert.isFalse(existsSync(`${file}.lock`))
    }),
  )
})
