import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { temporaryFolder } from "../../../../../test/support/temporaryFolder.ts"
import { type Options, run, start } from "../../../test/support/inProcess.ts"
import { transport } from "../../service/transport.ts"

const samples = fileURLToPath(new URL("../../../../../examples/sample-threads.ndjson", import.meta.url))
const credentials = { THREADS_USERNAME: "u", THREADS_PASSWORD: "p" }
const path = "/communications/departments/service-department/customers/customer-01/threads"

const fileOf = (content: string | Uint8Array) =>
  Effect.map(temporaryFolder, (folder) => {
    const file = join(folder, "data")
    writeFileSync(file, content)
    return file
  })

/** Starts `threads serve` on a free port. */
const serve = Effect.fnUntraced(function* (args: ReadonlyArray<string> = [], options: Options = {}) {
  const running = yield* start(["serve", "--port", "0", ...args], options)
  const [, count, baseUrl = ""] = yield* running.stderr.matching(/Serving (\d+) threads at (\S+),/)
  const { origin } = new URL(baseUrl)
  const send = (to: string, body?: unknown, headers: Record<string, string> = {}) =>
    Effect.promise(async () => {
      const response = await fetch(origin + to, {
        method: body === undefined ? "GET" : "POST",
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, text: await response.text() }
    })
  return { ...running, send, baseUrl, count: Number(count), origin }
})

const list = (baseUrl: string, env: Record<string, string>, ...args: ReadonlyArray<string>) =>
  run(["list", "--department", "service-department", "--customer", "customer-01", "--base-url", baseUrl, ...args], {
    env,
    http: transport,
  })

describe("threads serve", () => {
  it.live("serves what list --format json prints, and the same comes out again", () =>
    Effect.gen(function* () {
      const first = yield* list((yield* serve(["--data", samples])).baseUrl, credentials, "--format", "json")
      assert.strictEqual(first.exitCode, 0, first.stderr)
      const again = yield* serve(["--data", yield* fileOf(first.stdout)])
      assert.deepStrictEqual(yield* list(again.baseUrl, credentials, "--format", "json"), first)
      const sent = readFileSync(samples, "utf8").trim().split("\n")
      const byId = new Map(sent.map((line) => JSON.parse(line)).map((thread) => [thread.id, thread]))
      const printed = JSON.parse(first.stdout) as ReadonlyArray<{ readonly id: number }>
      assert.isAbove(printed.length, 10)
      for (const thread of printed) assert.deepStrictEqual(thread, byId.get(thread.id))
    }),
  )

  it.live("authorizes only the credentials of its environment, if it has them", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* serve([], { env: credentials })
      assert.strictEqual((yield* list(baseUrl, credentials)).exitCode, 0)
      assert.strictEqual((yield* list(baseUrl, { ...credentials, THREADS_PASSWORD: "wrong" })).exitCode, 3)
    }),
  )

  it.live("serves the sample threads by default", () =>
    Effect.gen(function* () {
      const { count, origin, send, stderr } = yield* serve(["--control"])
      assert.strictEqual(count, 300)
      const [, control] = yield* stderr.matching(/Control at (\S+)\.\n/)
      assert.strictEqual(control, `${origin}/__control`)
      assert.isAbove(JSON.parse((yield* send(path, {})).text).customerThreads.length, 10)
    }),
  )

  it.live("serves a page and the files that it links", () =>
    Effect.gen(function* () {
      const { origin, send, stderr } = yield* serve()
      const [, page] = yield* stderr.matching(/Look at them at (\S+);/)
      assert.strictEqual(page, `${origin}/`)
      const { text } = yield* send("/")
      const linked = [...text.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, to = ""]) => to)
      assert.includeMembers(linked, ["/docs", "/ui/style.css", "/ui/threads.js", "/ui/icon.svg"])
      for (const to of linked) assert.strictEqual((yield* send(to)).status, 200, to)
      assert.lengthOf(JSON.parse((yield* send("/ui/customers")).text).customers, 24)
    }),
  )

  it.live("serves no page with --no-ui", () =>
    Effect.gen(function* () {
      const { send } = yield* serve(["--no-ui"])
      for (const to of ["/", "/docs", "/ui/customers"]) assert.strictEqual((yield* send(to)).status, 404, to)
    }),
  )

  it.live("generates the same threads from the same numbers, on every machine", () =>
    Effect.gen(function* () {
      const generated = (seed: string) =>
        serve(["--control", "--seed", seed, "--threads", "200", "--customers", "5"]).pipe(
          Effect.flatMap(({ send }) => send("/__control/threads")),
          Effect.map(({ text }) => text),
        )
      const first = yield* generated("7")
      assert.strictEqual(
        createHash("sha256").update(first).digest("hex"),
        "f8aaf3489cee47355ce2af8332713378fe14bdf60327f5f0b5e3d8090b9d818f",
      )
      const threads = JSON.parse(first) as ReadonlyArray<{ id: number; customerUuid: string }>
      assert.deepStrictEqual([threads.length, new Set(threads.map((one) => one.customerUuid)).size], [200, 5])
      assert.notStrictEqual(yield* generated("8"), first)
    }),
  )

  it.live("applies the faults of --fault, and those of a header only with --fault-header", () =>
    Effect.gen(function* () {
      const faulty = yield* serve(["--fault", "status=503 first=1", "--fault", "warnings=W", "--fault-seed", "3"])
      assert.strictEqual((yield* faulty.send(path, {})).status, 503)
      const second = yield* faulty.send(path, {}, { "x-threads-fault": "status=500" })
      assert.strictEqual(second.status, 200)
      assert.include(second.text, '"W"')
      const open = yield* serve(["--fault-header"])
      assert.strictEqual((yield* open.send(path, {}, { "x-threads-fault": "status=500" })).status, 500)
    }),
  )

  it.live("logs a line a request without identifiers, and counts them, with --log json --metrics", () =>
    Effect.gen(function* () {
      const { send, stderr } = yield* serve(["--log", "json", "--metrics"])
      yield* send(path, {})
      const [line = ""] = yield* stderr.matching(/^\{.*"request".*\}$/m)
      assert.strictEqual(JSON.parse(line).annotations.status, 200)
      assert.notInclude(line, "customer-01")
      assert.include((yield* send("/metrics")).text, 'status="200"} 1')
    }),
  )

  it.live("logs paths with identifiers with --log-paths", () =>
    Effect.gen(function* () {
      const { send, stderr } = yield* serve(["--log", "text", "--log-paths"])
      yield* send(path, {})
      yield* stderr.matching(/^timestamp=.* message=request .*customer-01/m)
    }),
  )

  it.live("responds to its own names and to those of --allow-host", () =>
    Effect.gen(function* () {
      const { origin } = yield* serve(["--allow-host", "stand-in.test"])
      const status = (host: string) =>
        Effect.callback<number | undefined>((resume) => {
          request(`${origin}/healthz`, { headers: { host } }, (response) =>
            resume(Effect.succeed(response.resume().statusCode)),
          ).end()
        })
      assert.deepStrictEqual(
        yield* Effect.forEach(["localhost", "stand-in.test:80", "evil.test"], status),
        [200, 200, 421],
      )
    }),
  )

  const line = '{"id":1,"archived":false,"closed":false,"departmentUuid":"d","customerUuid":"c"}\n'
  const files: ReadonlyArray<readonly [what: string, content: string | Uint8Array, problem: RegExp]> = [
    ["a line that is not JSON", `${line}{"id":\n`, /line 2: .*JSON/],
    ["a field of another type", line.replace("false", "0"), /line 1: archived: expected boolean/],
    ["an id twice", line + line, /line 2: id: .*line 1\b/],
    ["bytes that are not text", new Uint8Array([0xff, 0xfe]), /UTF-8/],
  ]
  it.effect.each(files)("does not start from a file with %s, and names the place", ([, content, problem]) =>
    Effect.gen(function* () {
      const file = yield* fileOf(content)
      const { exitCode, stderr, stdout } = yield* run(["serve", "--data", file, "--port", "0"])
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, /^threads: [^\n]+\n$/)
      assert.include(stderr, file)
      assert.match(stderr, problem)
    }),
  )

  const refused: ReadonlyArray<
    readonly [args: ReadonlyArray<string>, problem: RegExp, env?: Readonly<Record<string, string>>]
  > = [
    [["--port", "65536"], /--port.* 0 to 65535/],
    [["--port", "http"], /--port/],
    [["--host", "0.0.0.0"], /username and a password/],
    [[], /THREADS_PASSWORD/, { THREADS_USERNAME: "u" }],
    [[], /colon/, { THREADS_USERNAME: "u:v", THREADS_PASSWORD: "p" }],
    [["--data", "/no/such/file"], /--data.*\/no\/such\/file/],
    [["--fault", "statsu=503"], /statsu.* reset, status/],
    [["--data", "x", "--seed", "1"], /--data.*--seed/],
    [["--threads", "5"], /--threads.*--seed/],
    [["--seed", "x"], /--seed/],
    [["--seed", "1", "--threads", "1000001"], /--threads.* 0 to 1000000/],
    [["--seed", "1", "--customers", "0"], /--customers.* 1 to 1000000/],
    [["--fault-seed", "-1"], /--fault-seed/],
    [["--cors", "*"], /origin.*http:\/\/localhost:3000/],
    [["--profile", "a"], /--profile/],
  ]
  it.effect.each(refused)("does not start with %j, and names what is wrong", ([args, problem, env]) =>
    Effect.gen(function* () {
      const port = args.includes("--port") ? [] : ["--port", "0"]
      const { exitCode, stderr, stdout } = yield* run(["serve", ...port, ...args], { env })
      assert.deepStrictEqual([exitCode, stdout], [2, ""])
      assert.match(stderr, /^threads: [^\n]+\n(See: threads serve --help\n)?$/)
      assert.match(stderr, problem)
    }),
  )

  it.live("does not start on a port that is in use", () =>
    Effect.gen(function* () {
      const { origin } = yield* serve()
      const { exitCode, stderr } = yield* run(["serve", "--port", new URL(origin).port])
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /^threads: [^\n]*EADDRINUSE[^\n]*--port[^\n]*\n$/)
    }),
  )
})

describe("threads serve --save", () => {
  const generated = ["--seed", "1", "--threads", "20", "--customers", "1", "--control", "--save"]

  it.effect("writes the threads at the start, after changes and at the end, for --data to read", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const file = join(folder, "threads.ndjson")
      const saved = () => readFileSync(file, "utf8")
      const first = yield* serve([...generated, file])
      assert.lengthOf(saved().trim().split("\n"), 20)
      assert.strictEqual(statSync(file).mode & 0o777, 0o600)
      yield* first.send("/__control/threads/1001/assign", { userUuid: "somebody-new" })
      assert.notInclude(saved(), "somebody-new")
      yield* TestClock.adjust("500 millis")
      yield* Effect.promise(async () => {
        while (!saved().includes("somebody-new")) await new Promise((resolve) => setTimeout(resolve, 5))
      })
      yield* first.send("/__control/threads/1002/assign", { userUuid: "somebody-last" })
      const dumped = (yield* first.send("/__control/threads")).text
      assert.strictEqual((yield* first.interrupt).exitCode, 130)
      assert.include(saved(), "somebody-last")
      assert.deepStrictEqual(readdirSync(folder), ["threads.ndjson"])
      const second = yield* serve(["--data", file, "--control"])
      assert.deepStrictEqual(JSON.parse((yield* second.send("/__control/threads")).text), JSON.parse(dumped))
    }),
  )

  it.effect.each(["link", "dangling", "folder", "no/such/folder"])("does not start with the file %s", (name) =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      writeFileSync(join(folder, "other"), "kept")
      symlinkSync(join(folder, "other"), join(folder, "link"))
      symlinkSync(join(folder, "nothing"), join(folder, "dangling"))
      mkdirSync(join(folder, "folder"))
      const { exitCode, stderr } = yield* run(["serve", "--port", "0", "--save", join(folder, name)])
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /^threads: --save [^\n]+\n$/)
      assert.strictEqual(readFileSync(join(folder, "other"), "utf8"), "kept")
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["dangling", "folder", "link", "other"])
    }),
  )
})
