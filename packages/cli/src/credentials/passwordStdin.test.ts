import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { userHome } from "../../../../test/support/userHome.ts"
import { run } from "../../test/support/inProcess.ts"
import { askers, recordedHttp, threadList } from "../../test/support/recordedHttp.ts"
import { ids } from "../../test/support/runList.ts"

const args = ["list", ...ids, "--password-stdin"]

describe("--password-stdin", () => {
  it.effect.each([
    ["pass", "pass"],
    ["pass\n", "pass"],
    ["pass\r\n", "pass"],
    [" pass ü ", " pass ü "],
    ["--x", "--x"],
  ] as const)("reads from %j the password %j", ([stdin, password]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", '[default]\nusername = "of-profile"\n')
      const { layer, requests } = recordedHttp(() => threadList([]))
      const { exitCode, stderr } = yield* run(args, { env: user.env, stdin, http: layer })
      assert.strictEqual(exitCode, 0, stderr)
      assert.deepStrictEqual(askers(requests), [`of-profile:${password}`])
    }),
  )

  it.effect.each([
    ["", /password/],
    ["\n", /password/],
    ["canary-password\n\n", /control character/],
    [new Uint8Array([0xff]), /UTF-8/],
    ["canary-password".repeat(10_000), /too long/],
  ] as const)("refuses %j, and nothing is sent", ([stdin, problem]) =>
    Effect.gen(function* () {
      const ended = yield* run(args, { env: { THREADS_USERNAME: "canary-user" }, stdin })
      assert.deepStrictEqual([ended.exitCode, ended.stdout], [2, ""])
      assert.match(ended.stderr, /^threads: [^\n]+\n$/)
      assert.match(ended.stderr, problem)
    }),
  )

  it.effect("refuses a terminal", () =>
    Effect.gen(function* () {
      const env = { THREADS_USERNAME: "canary-user" }
      const { exitCode, stderr } = yield* run(args, { env, terminal: { keys: "canary-password\r" } })
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /^threads: --password-stdin.* terminal[^\n]*\n$/)
    }),
  )
})
