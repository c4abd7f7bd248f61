import { checkCredentials, InvalidCredentials } from "@customer-threads/http-api/settings"
import { assert, describe, it } from "@effect/vitest"
import { Redacted, Result } from "effect"

const check = (username: string, password: string) =>
  checkCredentials({ username: Redacted.make(username), password: Redacted.make(password) })

describe("checkCredentials", () => {
  it.each([
    ["u", "p"],
    ["subscriber", "päss:wörd: 1"],
  ])("gives back the username %j and the password %j, which HTTP Basic can carry", (username, password) => {
    const checked = Result.getOrThrow(check(username, password))
    assert.deepStrictEqual([Redacted.value(checked.username), Redacted.value(checked.password)], [username, password])
  })

  it.each([
    ["", "p", "username", "1 or more characters, without colons and control characters"],
    ["u", "", "password", "1 or more characters, without control characters"],
    ["u:1", "p", "username", "1 or more characters, without colons and control characters"],
    ["u\n", "p", "username", "1 or more characters, without colons and control characters"],
    ["u", "p\u0000", "password", "1 or more characters, without control characters"],
    ["u", "\u0000p", "password", "1 or more characters, without control characters"],
    ["u", "p\u007f", "password", "1 or more characters, without control characters"],
  ])(
    "refuses the username %j with the password %j, naming the part and not its value",
    (username, password, option, expected) => {
      const failure = Result.getOrThrow(Result.flip(check(username, password)))
      assert.instanceOf(failure, InvalidCredentials)
      assert.deepStrictEqual([failure._tag, failure.option, failure.expected], ["InvalidCredentials", option, expected])
      assert.strictEqual(failure.message, `${option}: expected ${expected}`)
    },
  )
})
