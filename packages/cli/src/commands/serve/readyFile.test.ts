import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { temporaryFolder } from "../../../../../test/support/temporaryFolder.ts"
import { run, start } from "../../../test/support/inProcess.ts"
import { transport } from "../../service/transport.ts"

const serve = (file: string) => ["serve", "--port", "0", "--ready-file", file]

describe("threads serve --ready-file", () => {
  it.live.each([
    ["there is no file", undefined],
    ["the file is empty", ""],
    ["the file has an earlier address", "http://127.0.0.1:1/communications\n"],
  ])("writes the address once the server listens, and removes the file at the end, if %s", ([, before]) =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "ready address")
      if (before !== undefined) writeFileSync(file, before)
      const running = yield* start(serve(file))
      const [, baseUrl = ""] = yield* running.stderr.matching(/Serving \d+ threads at (\S+),/)
      while (!existsSync(file)) yield* Effect.sleep("10 millis")
      assert.strictEqual(readFileSync(file, "utf8"), `${baseUrl}\n`)
      assert.strictEqual(statSync(file).mode & 0o777, 0o600)
      const listed = yield* run(
        ["list", "--department", "service-department", "--customer", "customer-01", "--base-url", baseUrl],
        { env: { THREADS_USERNAME: "u", THREADS_PASSWORD: "p" }, http: transport },
      )
      assert.strictEqual(listed.exitCode, 0, listed.stderr)
      yield* running.interrupt
      assert.isFalse(existsSync(file))
    }),
  )

  it.live("leaves a file at the end that another server wrote meanwhile", () =>
    Effect.gen(function* () {
      const file = join(yield* temporaryFolder, "ready")
      const running = yield* start(serve(file))
      yield* running.stderr.matching(/Serving/)
      while (!existsSync(file)) yield* Effect.sleep("10 millis")
      writeFileSync(file, "http://127.0.0.1:1/communications\n")
      yield* running.interrupt
      assert.strictEqual(readFileSync(file, "utf8"), "http://127.0.0.1:1/communications\n")
    }),
  )

  const refused: ReadonlyArray<readonly [string, (folder: string) => string, RegExp]> = [
    ["a file of threads", (folder) => write(join(folder, "threads.ndjson"), '{"id":1}\n'), /other than an address/],
    ["two addresses", (folder) => write(join(folder, "two"), "http://a/\nhttp://b/\n"), /other than an address/],
    ["a large file", (folder) => write(join(folder, "large"), `http://${"a".repeat(5000)}\n`), /other than an address/],
    ["a folder", (folder) => folder, /other than an address/],
    ["a link", (folder) => link(write(join(folder, "target"), ""), join(folder, "link")), /symbolic link/],
    ["a broken link", (folder) => link(join(folder, "none"), join(folder, "link")), /symbolic link/],
    ["a file in a folder that does not exist", (folder) => join(folder, "none", "ready"), /cannot be written/],
    ["a file below a file", (folder) => join(write(join(folder, "file"), ""), "ready"), /cannot be written/],
  ]
  it.live.each(refused)("refuses %s, changes nothing, and does not stay", ([, prepare, problem]) =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const file = prepare(folder)
      const before = existsSync(file) && statSync(file).isFile() ? readFileSync(file, "utf8") : undefined
      const { exitCode, stderr } = yield* run(serve(file))
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /^threads: .*(--ready-file|symbolic link)/m)
      assert.match(stderr, problem)
      if (before !== undefined) assert.strictEqual(readFileSync(file, "utf8"), before)
    }),
  )
})

const write = (file: string, content: string): string => {
  writeFileSync(file, content)
  return file
}

const link = (target: string, file: string): string => {
  symlinkSync(target, file)
  return file
}
