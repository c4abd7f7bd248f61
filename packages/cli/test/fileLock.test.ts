import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { cases } from "../../../test/support/depth.ts"
import { temporaryFolder } from "../../../test/support/temporaryFolder.ts"
import { lockFile } from "../src/fileLock.ts"

const program = fileURLToPath(new URL("support/holdLock.ts", import.meta.url))

const start = (...args: ReadonlyArray<string | number>) =>
  Effect.acquireRelease(
    Effect.sync(() => spawn("node", ["--conditions=@customer-threads/source", program, ...args.map(String)])),
    (child) => Effect.sync(() => child.kill("SIGKILL")),
  )

/** Waits until a process ends, and returns its exit code or signal. */
const ended = (child: ChildProcess) =>
  Effect.callback<string | number | null>((resume) => {
    child.on("exit", (code, signal) => resume(Effect.succeed(code ?? signal)))
  })

const attempt = (file: string) => Effect.scoped(Effect.result(lockFile(file))).pipe(Effect.map(({ _tag }) => _tag))

describe("the lock of a file", () => {
  it.live("is never held by two processes at the same time", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const [file, log] = [`${folder}/a b`, `${folder}/log`]
      const times = cases(20, 200)
      const children = yield* Effect.forEach([1, 2, 3, 4], () => start(file, log, times, 1))
      assert.deepStrictEqual(yield* Effect.forEach(children, ended, { concurrency: 4 }), [0, 0, 0, 0])
      assert.strictEqual(readFileSync(log, "utf8"), "in\nout\n".repeat(4 * times))
      assert.deepStrictEqual(readdirSync(folder), ["log"])
    }).pipe(Effect.provide(NodeFileSystem.layer)),
  )

  it.live("is free at once after its owner was killed", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const [file, log] = [`${folder}/file`, `${folder}/log`]
      const child = yield* start(file, log, 1, 60_000)
      while (!existsSync(log)) yield* Effect.sleep("10 millis")
      assert.strictEqual(yield* attempt(file), "Failure")
      const end = ended(child)
      child.kill("SIGKILL")
      assert.strictEqual(yield* end, "SIGKILL")
      assert.isTrue(existsSync(`${file}.lock`), "a file is left over")
      assert.strictEqual(yield* attempt(file), "Success")
      assert.isFalse(existsSync(`${file}.lock`))
    }).pipe(Effect.provide(NodeFileSystem.layer)),
  )

  it.live("is refused to another part of the same process, and free after the scope of the first", () =>
    Effect.gen(function* () {
      const file = `${yield* temporaryFolder}/file`
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* lockFile(file)
          const error = yield* Effect.flip(Effect.scoped(lockFile(file)))
          assert.deepInclude(error, { _tag: "FileIsLocked", path: file })
          assert.strictEqual(yield* attempt(file), "Failure")
        }),
      )
      assert.strictEqual(yield* attempt(file), "Success")
    }).pipe(Effect.provide(NodeFileSystem.layer)),
  )

  const impossible: ReadonlyArray<readonly [string, (folder: string) => void]> = [
    ["in a folder that does not exist", (folder) => rmdirSync(folder)],
    ["if a folder has the name of the lock", (folder) => mkdirSync(`${folder}/file.lock`)],
    ["if the file of the lock is another file", (folder) => writeFileSync(`${folder}/file.lock`, "text ".repeat(99))],
  ]
  it.live.each(impossible)("cannot be taken %s", ([, prepare]) =>
    Effect.gen(function* () {
      const folder = `${yield* temporaryFolder}/folder`
      mkdirSync(folder)
      prepare(folder)
      const file = `${folder}/file`
      const error = yield* Effect.flip(Effect.scoped(lockFile(file)))
      assert.deepInclude(error, { _tag: "CannotLock", path: file })
    }).pipe(Effect.provide(NodeFileSystem.layer)),
  )
})
