import { createHash } from "node:crypto"
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runThreads, startThreads } from "../../../test/support/runThreads.ts"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "threads-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true })),
)

const serve = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
  const running = yield* startThreads(["serve", "--port", "0", ...args])
  const [, count = "", baseUrl = ""] = yield* running.said(/Serving (\d+) threads at (\S+),/)
  const origin = new URL(baseUrl).origin
  const ask = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
    Effect.promise(async () => {
      const response = await fetch(origin + path, {
        method: body === undefined ? "GET" : "POST",
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, text: await response.text() }
    })
  return { ...running, ask, count: Number(count), origin }
})

const list = "/communications/departments/service-department/customers/customer-01/threads"

describe("threads serve, with its options,", () => {
  it.live("makes up the same threads for the same numbers, on every machine", () =>
    Effect.gen(function* () {
      const dump = (...args: ReadonlyArray<string>) =>
        Effect.flatMap(serve("--control", ...args), ({ ask }) =>
          Effect.map(ask("/__control/threads"), ({ text }) => text),
        )
      const options = ["--seed", "7", "--threads", "200", "--customers", "5"]
      const first = yield* dump(...options)
      assert.strictEqual(
        createHash("sha256").update(first).digest("hex"),
        "11d900f6d86f8edd2009a3f0f21ea32156a9bdc4f007865140fab3451d94a23e",
      )
      const threads = JSON.parse(first) as ReadonlyArray<{ id: number; customerUuid: string }>
      assert.deepStrictEqual([threads.length, new Set(threads.map((one) => one.customerUuid)).size], [200, 5])
      assert.notStrictEqual(yield* dump("--seed", "8", "--threads", "200", "--customers", "5"), first)
    }),
  )

  it.live("serves the sample threads when it is given none", () =>
    Effect.gen(function* () {
      const { ask, count, origin, said } = yield* serve("--control")
      assert.strictEqual(count, 300)
      assert.strictEqual((yield* said(/Control at (\S+)\.\n/))[1], `${origin}/__control`)
      assert.isAbove(JSON.parse((yield* ask(list, {})).text).customerThreads.length, 10)
    }),
  )

  it.live("writes what was changed, soon and at the end, for itself to read", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const file = join(path, "threads.ndjson")
      const options = ["--seed", "1", "--threads", "20", "--customers", "1", "--control", "--save", file]
      const first = yield* serve(...options)
      assert.lengthOf(readFileSync(file, "utf8").trim().split("\n"), 20)
      assert.strictEqual(statSync(file).mode & 0o777, 0o600)
      yield* first.ask("/__control/threads/1001/assign", { userUuid: "somebody-new" })
      yield* Effect.sleep("100 millis").pipe(
        Effect.repeat({ until: () => readFileSync(file, "utf8").includes("somebody-new"), times: 50 }),
      )
      assert.include(readFileSync(file, "utf8"), "somebody-new")
      yield* first.ask("/__control/threads/1002/assign", { userUuid: "somebody-last" })
      const dumped = (yield* first.ask("/__control/threads")).text
      first.child.kill("SIGTERM")
      assert.strictEqual((yield* first.ended).code, 130)
      assert.include(readFileSync(file, "utf8"), "somebody-last")
      assert.deepStrictEqual(readdirSync(path), ["threads.ndjson"])
      const second = yield* serve("--data", file, "--control")
      assert.deepStrictEqual(JSON.parse((yield* second.ask("/__control/threads")).text), JSON.parse(dumped))
    }),
  )

  it.live("follows no link, and writes over no folder", () =>
    Effect.gen(function* () {
      const path = yield* folder
      writeFileSync(join(path, "other"), "kept")
      symlinkSync(join(path, "other"), join(path, "link"))
      symlinkSync(join(path, "nothing"), join(path, "dangling"))
      mkdirSync(join(path, "folder"))
      for (const name of ["link", "dangling", "folder", "no/such/folder"]) {
        const { code, stderr } = yield* runThreads(["serve", "--port", "0", "--save", join(path, name)])
        assert.strictEqual(code, 2, name)
        assert.match(stderr, /^threads: --save \S+: (is a link or no file|cannot be written \(NotFound\)); give a file/)
      }
      assert.strictEqual(readFileSync(join(path, "other"), "utf8"), "kept")
      assert.deepStrictEqual(readdirSync(path).toSorted(), ["dangling", "folder", "link", "other"])
    }),
  )

  it.live("fails as it is told, and by no request's header unless it may", () =>
    Effect.gen(function* () {
      const faulty = yield* serve("--fault", "status=503 first=1", "--fault", "warnings=W", "--fault-seed", "3")
      assert.strictEqual((yield* faulty.ask(list, {})).status, 503)
      const second = yield* faulty.ask(list, {}, { "x-threads-fault": "status=500" })
      assert.strictEqual(second.status, 200)
      assert.include(second.text, '"W"')
      const open = yield* serve("--fault-header")
      assert.strictEqual((yield* open.ask(list, {}, { "x-threads-fault": "status=500" })).status, 500)
    }),
  )

  it.live("logs a line a request, and counts them, when asked to", () =>
    Effect.gen(function* () {
      const { ask, said } = yield* serve("--log", "json", "--metrics")
      yield* ask(list, {})
      const [line = ""] = yield* said(/^\{.*"request".*\}$/m)
      assert.strictEqual(JSON.parse(line).annotations.status, 200)
      assert.notInclude(line, "customer-01")
      assert.include((yield* ask("/metrics")).text, 'status="200"} 1')
      const text = yield* serve("--log", "text", "--log-paths")
      yield* text.ask(list, {})
      yield* text.said(/^timestamp=.* message=request .*customer-01/m)
    }),
  )

  it.live("is called by its own names, and by those that it is told", () =>
    Effect.gen(function* () {
      const { origin } = yield* serve("--allow-host", "stand-in.test")
      const status = (host: string) =>
        Effect.promise(
          () =>
            new Promise<number | undefined>((resolve, reject) => {
              request(`${origin}/healthz`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode))
                .on("error", reject)
                .end()
            }),
        )
      assert.deepStrictEqual(
        yield* Effect.forEach(["localhost", "stand-in.test:80", "evil.test"], status),
        [200, 200, 421],
      )
    }),
  )

  const wrong: ReadonlyArray<readonly [args: ReadonlyArray<string>, said: string]> = [
    [["--fault", "statsu=503"], '--fault: kind of "statsu=503": expected one of latency, status'],
    [["--data", "x", "--seed", "1"], "--data and --seed exclude each other"],
    [["--threads", "5"], "--threads and --customers say what --seed makes up"],
    [["--seed", "x"], "--seed must be a whole number."],
    [["--seed", "1", "--threads", "1000001"], "--threads must be a whole number from 0 to 1000000."],
    [["--seed", "1", "--customers", "0"], "--customers must be a whole number from 1 to 1000000."],
    [["--fault-seed", "-1"], "--fault-seed must be a whole number from 0 to 9007199254740991."],
    [["--cors", "*"], "--cors: expected an origin such as http://localhost:3000"],
  ]
  it.live.each(wrong)("does not start with %j, and says why in one line", ([args, said]) =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* runThreads(["serve", "--port", "0", ...args])
      assert.deepStrictEqual([code, stdout], [2, ""])
      assert.include(stderr, said)
    }),
  )
})
