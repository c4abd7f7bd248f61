import { checkCredentials, InvalidCredentials } from "@customer-threads/http-api"
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
    ["", "p", "The username is empty; expected the one that the vendor issued."],
    ["u", "", "The password is empty; expected the one that the vendor issued."],
    ["u:1", "p", "The username holds a colon or a control character; expected one without."],
    ["u\n", "p", "The username holds a colon or a control character; expected one without."],
    ["u", "p\u0000", "The password holds a control character; expected one without."],
    ["u", "p\u007f", "The password holds a control character; expected one without."],
  ])(
    "refuses the username %j with the password %j, naming the part and not what it holds",
    (username, password, message) => {
      const failure = Result.getOrThrow(Result.flip(check(username, password)))
      assert.instanceOf(failure, InvalidCredentials)
      assert.deepStrictEqual([failure._tag, failure.message], ["InvalidCredentials", message])
    },
  )
})
