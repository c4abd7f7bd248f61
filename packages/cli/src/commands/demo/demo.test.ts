import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { userHome } from "../../../../../test/support/userHome.ts"
import { run } from "../../../test/support/inProcess.ts"
import { transport } from "../../service/transport.ts"

describe("threads demo", () => {
  it.live("lists a customer's threads over HTTP, and prints three commands to try next", () =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* run(["demo"], { http: transport })
      assert.strictEqual(exitCode, 0)
      const lines = stdout.trimEnd().split("\n")
      assert.match(lines[0] ?? "", /^ID +LAST MESSAGE +LAST DELEGATION +STATE +ASSIGNEE$/)
      assert.lengthOf(lines, 19)
      assert.match(stderr, /^[^\n]*customer-01[^\n]*http:\/\/127\.0\.0\.1:\d+\/communications:\n/)
      assert.match(
        stderr,
        /\n {2}export THREADS_[^\n]+\n {2}npx --package \S+ threads serve [^\n]+\n {2}[^\n]+ threads list [^\n]+\n$/,
      )
    }),
  )

  it.live("reads no settings file", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", "not TOML")
      const { exitCode, stderr } = yield* run(["demo"], { env: user.env, http: transport })
      assert.strictEqual(exitCode, 0, stderr)
    }),
  )
})
