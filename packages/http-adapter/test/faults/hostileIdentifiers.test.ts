import { ThreadQuery } from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Result } from "effect"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { goodAnswer } from "./goodAnswer.ts"
import { repositoryOver } from "./repositoryOver.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("hostile identifiers")

const hostile: ReadonlyArray<unknown> = [
  "",
  " ",
  ".",
  "..",
  "../..",
  "%2e%2e",
  "%2E%2E%2F",
  "a/b",
  "a\\b",
  "/",
  "//evil.invalid",
  "a%2Fb",
  "%",
  "a?b=c",
  "a#b",
  "a;b",
  "a:b",
  "user@host",
  "a b",
  "a+b",
  "a\u0000b",
  "a\r\nx-injected: 1",
  "a\nb",
  "a\tb",
  "ünïcode",
  "ａ",
  "\u202Eabc",
  "\ud800",
  "$&",
  ":customerUUID",
  "a".repeat(129),
  "a\n",
  null,
  undefined,
  7,
  ["a"],
]

/** A query that no check has seen. */
const forged = (ids: object): ThreadQuery => Object.assign(Object.create(ThreadQuery.prototype), ids)

describe("an identifier that a path cannot carry never reaches a socket", () => {
  for (const name of ["departmentUuid", "customerUuid"] as const) {
    it.live.each(hostile.map((value) => [JSON.stringify(value)?.slice(0, 40) ?? "undefined", value] as const))(
      `${name} %s`,
      ([, value]) =>
        Effect.gen(function* () {
          const ids = { departmentUuid: "d", customerUuid: "c", [name]: value }
          tally.tried += 1
          const parsed = yield* Effect.result(ThreadQuery.parse(ids))
          assert.isTrue(Result.isFailure(parsed))

          let connections = 0
          const server = yield* rawServer(
            (socket) => socket.write(goodAnswer),
            () => {
              connections += 1
            },
          )
          const repository = yield* repositoryOver({ baseUrl: server.baseUrl })
          const exit = yield* Effect.exit(repository.list(forged(ids)))
          assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
          yield* Effect.sleep("10 millis")
          assert.lengthOf(server.requests, 0)
          assert.strictEqual(connections, 0)
          tally.asSpecified += 1
        }),
    )
  }
})
