import { execFileSync } from "node:child_process"
import { chmodSync, mkdirSync, renameSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { storedCredentials, userHome } from "../../../../test/support/userHome.ts"
import { run } from "../../test/support/inProcess.ts"
import { ids } from "../../test/support/runList.ts"

type Home = Effect.Success<typeof userHome>
const canary = storedCredentials("canary-user", "canary-password")

describe("the credentials file", () => {
  const unfit: ReadonlyArray<readonly [what: string, prepare: (user: Home, file: string) => unknown, problem: RegExp]> =
    [
      ...[0o604, 0o640, 0o660, 0o602, 0o610, 0o700, 0o666].map(
        (mode) =>
          [
            `with mode ${mode.toString(8)}`,
            (_: Home, file: string) => chmodSync(file, mode),
            new RegExp(`0${mode.toString(8)}.*chmod 600 \\S+credentials.toml`),
          ] as const,
      ),
      [
        "that is a symbolic link",
        (user, file) => {
          renameSync(file, join(user.home, "elsewhere"))
          symlinkSync(join(user.home, "elsewhere"), file)
        },
        /symbolic link/,
      ],
      [
        "that is a pipe",
        (user, file) => {
          renameSync(file, join(user.home, "elsewhere"))
          execFileSync("mkfifo", [file])
        },
        /regular file/,
      ],
      [
        "that is a directory",
        (user, file) => {
          renameSync(file, join(user.home, "elsewhere"))
          mkdirSync(file)
        },
        /regular file/,
      ],
      ...(
        [
          ["[default]\npassword = canary-password", /TOML.*line 2/],
          ['[default]\nusername = "canary-user"', /\[default\]/],
          [`${canary}more = 1`, /\[default\]/],
          ['password = "canary-password"', /\[password\]/],
        ] as const
      ).map(
        ([text, problem]) =>
          [
            `with the text ${JSON.stringify(text)}`,
            (user: Home) => user.write("credentials.toml", text),
            problem,
          ] as const,
      ),
    ]
  it.effect.each(unfit)("%s is refused, and nothing is sent", ([, prepare, problem]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const file = user.write("credentials.toml", canary)
      prepare(user, file)
      const { exitCode, stderr, stdout } = yield* run(["list", ...ids], { env: user.env })
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, /^threads: [^\n]+\n$/)
      assert.include(stderr, file)
      assert.match(stderr, problem)
    }),
  )

  it.effect("that belongs to another user is refused", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("credentials.toml", canary)
      const { exitCode, stderr, stdout } = yield* run(["auth", "status"], { env: user.env, userId: 12_345 })
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, /credentials\.toml.*another user/)
    }),
  )
})
