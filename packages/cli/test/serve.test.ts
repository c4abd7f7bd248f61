import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runThreads, startThreads } from "../../../test/support/runThreads.ts"

const samples = fileURLToPath(new URL("../../../examples/sample-threads.ndjson", import.meta.url))
const secrets = { THREADS_USERNAME: "u", THREADS_PASSWORD: "p" }
const ids = ["--department", "service-department", "--customer", "customer-01"]

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "threads-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true })),
)

const fileOf = (content: string | Uint8Array) =>
  Effect.map(folder, (path) => {
    const file = join(path, "data")
    writeFileSync(file, content)
    return file
  })

const serve = Effect.fnUntraced(function* (
  file: string,
  env: Record<string, string> = {},
  ...args: ReadonlyArray<string>
) {
  const running = yield* startThreads(["serve", "--data", file, "--port", "0", ...args], { env })
  const [, baseUrl = ""] = yield* running.said(/Serving \d+ threads at (\S+),/)
  return { ...running, baseUrl }
})

describe("threads serve", () => {
  it.live("serves what threads list --format json printed, and the same comes out again", () =>
    Effect.gen(function* () {
      const list = (baseUrl: string) =>
        runThreads(["list", ...ids, "--format", "json", "--base-url", baseUrl], { env: secrets })
      const first = yield* list((yield* serve(samples)).baseUrl)
      assert.strictEqual(first.code, 0)
      const again = yield* list((yield* serve(yield* fileOf(first.stdout))).baseUrl)
      assert.deepStrictEqual(again, first)
      const sent = readFileSync(samples, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
      const byId = new Map(sent.map((thread) => [thread.id, thread]))
      const printed = JSON.parse(first.stdout) as ReadonlyArray<{ readonly id: number }>
      assert.isAbove(printed.length, 10)
      for (const thread of printed) assert.deepStrictEqual(thread, byId.get(thread.id))
    }),
  )

  it.live("lets in only the credentials of its environment, when it has them", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* serve(samples, secrets)
      const list = (env: Record<string, string>) => runThreads(["list", ...ids, "--base-url", baseUrl], { env })
      assert.strictEqual((yield* list(secrets)).code, 0)
      const refused = yield* list({ ...secrets, THREADS_PASSWORD: "wrong" })
      assert.strictEqual(refused.code, 3)
      assert.include(refused.stderr, "refused the credentials (HTTP 401)")
    }),
  )

  it.live("shows a page to look at from the bundle, which suggests whose threads there are, unless told not to", () =>
    Effect.gen(function* () {
      const { baseUrl, said } = yield* serve(samples)
      const [, page = ""] = yield* said(/Look at them at (\S+);/)
      assert.strictEqual(page, new URL("/", baseUrl).href)
      const get = (path: string) => Effect.promise(() => fetch(new URL(path, baseUrl)))
      const html = yield* Effect.flatMap(get("/"), (response) => Effect.promise(() => response.text()))
      const linked = [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, path = ""]) => path)
      assert.includeMembers(linked, ["/docs", "/ui/style.css", "/ui/threads.js", "/ui/icon.svg"])
      for (const path of [...linked, "/ui/docs.js"]) assert.strictEqual((yield* get(path)).status, 200, path)
      const held = yield* Effect.flatMap(get("/ui/customers"), (response) => Effect.promise(() => response.json()))
      assert.lengthOf((held as { customers: ReadonlyArray<unknown> }).customers, 24)
      const plain = yield* serve(samples, {}, "--no-ui")
      for (const path of ["/", "/docs", "/ui/customers"]) {
        const { status } = yield* Effect.promise(() => fetch(new URL(path, plain.baseUrl)))
        assert.strictEqual(status, 404)
      }
    }),
  )

  it("keeps the page out of every part of the program that is not loaded by serve", () => {
    const dist = fileURLToPath(new URL("../dist/", import.meta.url))
    const holding = globSync("*.js", { cwd: dist }).filter((file) =>
      readFileSync(join(dist, file), "utf8").includes("The threads of a customer"),
    )
    assert.lengthOf(holding, 1)
    const name = basename(holding[0] ?? "")
    const loaders = globSync("*.js", { cwd: dist }).filter((file) =>
      new RegExp(`(from|import)"[./]+${name}"`).test(readFileSync(join(dist, file), "utf8")),
    )
    assert.deepStrictEqual(loaders, [])
  })

  it.live.each(["SIGINT", "SIGTERM"] as const)("stops cleanly on %s", (signal) =>
    Effect.gen(function* () {
      const { baseUrl, child, ended } = yield* serve(samples)
      child.kill(signal)
      const { code, stderr, stdout } = yield* ended
      assert.deepStrictEqual([code, stdout, stderr.split("\n").length], [130, "", 3])
      const refused = yield* Effect.flip(Effect.tryPromise(() => fetch(baseUrl)))
      assert.include(String((refused.cause as Error).cause), "ECONNREFUSED")
    }),
  )

  const line = '{"id":1,"archived":false,"closed":false,"departmentUuid":"d","customerUuid":"c"}\n'
  const wrong: ReadonlyArray<readonly [what: string, content: string | Uint8Array, said: string]> = [
    ["a line that is not JSON", `${line}{"id":\n`, "line 2: is not JSON; expected"],
    ["a field of another type", line.replace("false", "0"), "line 1: archived: expected boolean"],
    ["an id twice", line + line, "line 2: id 1 is on line 1 already"],
    ["bytes that are not text", new Uint8Array([0xff, 0xfe]), "is not UTF-8 text"],
  ]
  it.live.each(wrong)("does not start from a file with %s, and says where it is", ([, content, said]) =>
    Effect.gen(function* () {
      const ended = yield* runThreads(["serve", "--data", yield* fileOf(content), "--port", "0"])
      assert.strictEqual(ended.code, 2)
      assert.strictEqual(ended.stdout, "")
      assert.match(ended.stderr, /^threads: [^\n]+\n$/)
      assert.include(ended.stderr, said)
    }),
  )

  it.live("does not start on a port that is taken, a host it may not use, or with half of the credentials", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* serve(samples)
      const attempts: ReadonlyArray<readonly [args: ReadonlyArray<string>, env: Record<string, string>, said: string]> =
        [
          [["--port", new URL(baseUrl).port], {}, "(EADDRINUSE); choose another with --host or --port"],
          [["--port", "65536"], {}, "--port must be a whole number from 0 to 65535."],
          [["--port", "http"], {}, "--port must be a whole number."],
          [
            ["--host", "0.0.0.0"],
            {},
            "--host: expected a loopback address such as 127.0.0.1, unless a username and a password are set",
          ],
          [[], { THREADS_USERNAME: "u" }, "THREADS_USERNAME is set, but not THREADS_PASSWORD"],
          [[], { THREADS_USERNAME: "u:v", THREADS_PASSWORD: "p" }, "The username holds a colon"],
          [["--data", "/no/such/file"], {}, "--data"],
        ]
      for (const [args, env, said] of attempts) {
        const ended = yield* runThreads(["serve", "--data", samples, ...args], { env })
        assert.strictEqual(ended.code, 2, ended.stderr)
        assert.match(ended.stderr, /^threads: [^\n]+\n(See: threads serve --help\n)?$/)
        assert.include(ended.stderr, said)
      }
    }),
  )
})
