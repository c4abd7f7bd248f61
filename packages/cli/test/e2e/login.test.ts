import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { inTerminal } from "../../../../test/support/terminal.ts"
import { storedCredentials, userHome } from "../../../../test/support/userHome.ts"

const login = ["auth", "login", "--username", "canary-user", "--password-stdin"]

describe("threads auth login in a terminal", () => {
  const name = ["User name", "canary-user\r"] as const

  it.live("prompts, and shows nothing of the password, not even its length", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const seen = new Set<string>()
      for (const password of ["canary-password", "x"]) {
        const ended = yield* inTerminal(["auth", "login"], [name, ["Password", `${password}\r`]], user.env)
        assert.deepStrictEqual([ended.code, ended.echoes], [0, true])
        assert.notInclude(ended.seen, "canary-password")
        assert.notInclude(ended.seen, "*")
        seen.add(ended.seen.trimEnd().split("\n").at(-1) ?? "")
        assert.include(user.read("credentials.toml"), storedCredentials("canary-user", password))
      }
      assert.strictEqual(seen.size, 1)
    }),
  )

  it.live.each([
    ["at the user name", [["User name", "can\u0003"]]],
    ["at the password", [name, ["Password", "canary-pass\u0003"]]],
    ["at the password with Ctrl-D", [name, ["Password", "canary-pass\u0004"]]],
  ] as const)("ends with 130 when it is given up %s, and leaves the terminal as it was", ([, keys]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const ended = yield* inTerminal(["auth", "login"], keys, user.env)
      assert.deepStrictEqual([ended.code, ended.echoes], [130, true])
      assert.notInclude(ended.seen, "canary-pass")
      assert.isFalse(user.has("credentials.toml"))
    }),
  )

  it.live("refuses --password-stdin", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const ended = yield* inTerminal(login, [], user.env)
      assert.strictEqual(ended.code, 2)
      assert.match(ended.seen, /--password-stdin.* terminal/)
    }),
  )
})
