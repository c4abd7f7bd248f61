import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Latch } from "effect"
import {
  assertExactlyOnce,
  customers,
  exportFolder,
  linesOf,
  threadsOf,
} from "../../../../../test/support/exporting.ts"
import { canaries, type Options, run, start, whileTimePasses } from "../../../test/support/inProcess.ts"
import { json, type RecordedRequest, recordedHttp, threadList } from "../../../test/support/recordedHttp.ts"

const modeOf = (file: string) => statSync(file).mode & 0o777

/** A service that has the threads of each customer. `respond` may respond in its place. */
const service = (
  respond: (customer: string, count: number) => Response | undefined | Effect.Effect<Response | undefined> = () =>
    undefined,
) => {
  const { layer, requests } = recordedHttp((request, count) =>
    Effect.gen(function* () {
      const responded = respond(customerOf(request), count)
      const response = Effect.isEffect(responded) ? yield* responded : responded
      return response ?? threadList(threadsOf(customerOf(request)))
    }),
  )
  return { layer, requests, customers: () => requests.map(customerOf) }
}
type Service = ReturnType<typeof service>

const customerOf = ({ url }: RecordedRequest): string => url.pathname.split("/")[5] ?? ""

const argsOf = (folder: string, args: ReadonlyArray<string>) => [
  "export",
  ...["--department", "d"],
  ...(args.includes("--customers") ? [] : ["--customers", `${folder}/customers.txt`]),
  ...(args.includes("--output") ? [] : ["--output", `${folder}/out.ndjson`]),
  ...args,
]
const optionsOf = ({ layer }: Service, options: Options): Options => ({
  ...options,
  http: layer,
  env: { ...canaries, THREADS_ATTEMPTS: "1", ...options.env },
})

/** Exports the customers of a folder to its `out.ndjson`, unless the arguments name other files. */
const runExport = Effect.fnUntraced(function* (
  from: Service,
  folder: string,
  args: ReadonlyArray<string> = [],
  options: Options = {},
) {
  const ended = yield* run(argsOf(folder, args), optionsOf(from, options))
  assert.strictEqual(ended.stdout, "")
  return ended
})

const files = ["out.ndjson", "out.ndjson.part", "out.ndjson.journal", "out.ndjson.errors.ndjson"]

describe("threads export", () => {
  it.effect("writes each customer's threads once, as list prints them, to a file that only the user can read", () =>
    Effect.gen(function* () {
      const from = service()
      const ids = customers(12)
      const folder = yield* exportFolder([])
      const list = ["\ufeffc-1", "", "c-2\r", ...ids.slice(2), "c-3", "   ", "c-12"].join("\n")
      writeFileSync(`${folder}/customers.txt`, list)
      const { exitCode, stderr } = yield* runExport(from, folder)
      assert.strictEqual(exitCode, 0, stderr)
      assert.match(
        stderr,
        /^Exported 12 of 12 customers with 23 threads to \S+\/out\.ndjson, 0 failed, in [\d.]+s\.\n$/,
      )
      assertExactlyOnce(`${folder}/out.ndjson`, ids)
      assert.deepStrictEqual(from.customers().toSorted(), ids.toSorted())
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["customers.txt", "out.ndjson"])
      assert.strictEqual(modeOf(`${folder}/out.ndjson`), 0o600)
      const listed = yield* run(
        ["list", "--department", "d", "--customer", "c-4", "--format", "ndjson"],
        optionsOf(from, {}),
      )
      assert.include(readFileSync(`${folder}/out.ndjson`, "utf8"), listed.stdout)
    }),
  )

  it.effect("writes CSV with one header, the columns and the time zone of the flags, for customers from stdin", () =>
    Effect.gen(function* () {
      const thread = { ...threadsOf("c-1")[0], lastMessageOn: "2025-03-28T11:34:43.272Z" }
      const folder = yield* exportFolder([])
      const output = `${folder}/out.csv`
      const flags = ["--customers", "-", "--output", output, "--columns", "id,lastMessageOn", "--time-zone", "+02:00"]
      const from = service((customerUuid) => threadList([{ ...thread, customerUuid }]))
      const { exitCode, stderr } = yield* runExport(from, folder, flags, { stdin: "c-1\nc-2" })
      assert.strictEqual(exitCode, 0, stderr)
      const record = "10,2025-03-28T13:34:43.272+02:00"
      assert.strictEqual(readFileSync(output, "utf8"), `id,lastMessageOn\r\n${record}\r\n${record}\r\n`)
    }),
  )

  it.effect("sends the filters, the order and the limit for every customer, and counts lists that were cut off", () =>
    Effect.gen(function* () {
      const open = { ...threadsOf("c-1")[0], closed: false, userUuid: "u" }
      const from = service((customerUuid) => threadList([{ ...open, customerUuid }]))
      const folder = yield* exportFolder(customers(2))
      const flags = ["--no-closed", "--assignee", "u", "--sort", "last-delegation-on", "--order", "asc"]
      const { exitCode, stderr } = yield* runExport(from, folder, [...flags, "--max-results", "1"])
      assert.strictEqual(exitCode, 0, stderr)
      assert.match(stderr, /\b2 lists\b.*--max-results/)
      const sent =
        '{"assigneeUserUUID":"u","isClosed":false,"maxResults":1,"sortOrderKey":"LAST_DELEGATION_ON","sortOrder":"ASC"}'
      assert.deepStrictEqual(
        from.requests.map(({ body }) => body),
        [sent, sent],
      )
    }),
  )

  it.effect("prints each warning of the service once, with its number", () =>
    Effect.gen(function* () {
      const from = service(() => threadList([], { warnings: [{ warningCode: "W\u0007" }] }))
      const folder = yield* exportFolder(customers(3))
      assert.match((yield* runExport(from, folder)).stderr, /^[^\n]*\b3\b[^\n]*W\\u\{7\}\nExported 3 /)
    }),
  )

  const refused: ReadonlyArray<
    readonly [what: string, args: ReadonlyArray<string>, problem: RegExp, customers?: string]
  > = [
    ["an invalid customer", [], /line 3: .*\.\.\/c/, "c-1\n\n../c\nc-2\n"],
    ["a list that is not text", [], /line 1: /, `\0${"x".repeat(100_000)}`],
    ["no customer", [], /--customers/, "\n\r\n"],
    ["no list", ["--customers", "/nonexistent/list"], /--customers \/nonexistent\/list.*no such file/],
    ["an unknown format", ["--output", "out.json"], /--output.*FILE\.ndjson or FILE\.csv/],
    ["no directory", ["--output", "/nonexistent/out.csv"], /--output.*\/nonexistent/],
    ["an unknown column", ["--columns", "nothing"], /--columns.* id, /],
    ["a concurrency of 0", ["--concurrency", "0"], /--concurrency.* 1 to 100\b/],
    ["a concurrency beyond 100", ["--concurrency", "101"], /--concurrency.* 1 to 100\b/],
    ["a rate that is no number", ["--rate", "fast"], /--rate/],
    ["a rate beyond 1000", ["--rate", "1001"], /--rate.* 1 to 1000\b/],
    ["--resume with --force", ["--resume", "--force"], /--resume.*--force/],
    ["two readers of stdin", ["--customers", "-", "--password-stdin"], /--customers.*--password-stdin/],
    ["an empty assignee", ["--assignee", ""], /--assignee/],
  ]
  it.effect.each(refused)("refuses %s before it sends or writes anything", ([, args, problem, list]) =>
    Effect.gen(function* () {
      const from = service()
      const folder = yield* exportFolder(["c-1"])
      if (list !== undefined) writeFileSync(`${folder}/customers.txt`, list)
      const { exitCode, stderr } = yield* runExport(from, folder, args)
      assert.strictEqual(exitCode, 2, stderr)
      assert.match(stderr, /^threads: [^\n]+\n/)
      assert.match(stderr, problem)
      assert.lengthOf(from.requests, 0)
      assert.deepStrictEqual(readdirSync(folder), ["customers.txt"])
    }),
  )

  it.effect("creates no file without credentials", () =>
    Effect.gen(function* () {
      const folder = yield* exportFolder(["c-1"])
      assert.strictEqual((yield* run(argsOf(folder, []))).exitCode, 3)
      assert.deepStrictEqual(readdirSync(folder), ["customers.txt"])
    }),
  )

  it.effect.each(files)("overwrites %s only with --force", (name) =>
    Effect.gen(function* () {
      const from = service()
      const folder = yield* exportFolder(customers(3))
      const file = `${folder}/${name}`
      writeFileSync(file, "mine")
      for (const args of [[], ["--resume"]]) {
        const { exitCode, stderr } = yield* runExport(from, folder, args)
        assert.strictEqual(exitCode, 2)
        assert.include(stderr, "--force")
        assert.strictEqual(readFileSync(file, "utf8"), "mine")
      }
      assert.lengthOf(from.requests, 0)
      assert.strictEqual((yield* runExport(from, folder, ["--force"])).exitCode, 0)
      assertExactlyOnce(`${folder}/out.ndjson`, customers(3))
      assert.strictEqual(modeOf(`${folder}/out.ndjson`), 0o600)
      assert.lengthOf(readdirSync(folder), 2)
    }),
  )

  it.effect.each(files)("follows no symbolic link in the place of %s", (name) =>
    Effect.gen(function* () {
      const from = service()
      const folder = yield* exportFolder(customers(3))
      writeFileSync(`${folder}/target`, "mine")
      symlinkSync(`${folder}/target`, `${folder}/${name}`)
      for (const args of [[], ["--force"], ["--resume"]]) {
        const { exitCode, stderr } = yield* runExport(from, folder, args)
        assert.strictEqual(exitCode, 2)
        assert.match(stderr, /symbolic link/)
      }
      assert.strictEqual(readFileSync(`${folder}/target`, "utf8"), "mine")
      assert.lengthOf(from.requests, 0)
    }),
  )

  it.effect("does not write in the place of a directory", () =>
    Effect.gen(function* () {
      const from = service()
      const folder = yield* exportFolder(customers(3))
      mkdirSync(`${folder}/out.ndjson`)
      assert.strictEqual((yield* runExport(from, folder, ["--force"])).exitCode, 2)
      assert.lengthOf(from.requests, 0)
    }),
  )

  it.effect("runs at most --concurrency requests at once", () =>
    Effect.gen(function* () {
      const running = { now: 0, most: 0 }
      const from = service(() =>
        Effect.gen(function* () {
          running.now += 1
          running.most = Math.max(running.most, running.now)
          yield* Effect.sleep("20 millis")
          running.now -= 1
          return undefined
        }),
      )
      const folder = yield* exportFolder(customers(60))
      const { exitCode, stderr } = yield* whileTimePasses(runExport(from, folder, ["--concurrency", "12"]))
      assert.strictEqual(exitCode, 0, stderr)
      assert.strictEqual(running.most, 12)
    }),
  )

  it.effect("sends at most --rate requests a second, retries included, and prints its progress now and then", () =>
    Effect.gen(function* () {
      const at: Array<number> = []
      const from = service((_, count) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          at.push(now)
          return count % 5 === 2 ? json("", 503) : undefined
        }),
      )
      const ids = customers(85)
      const folder = yield* exportFolder(ids)
      const env = { THREADS_ATTEMPTS: "3", THREADS_BACKOFF: "1 millis" }
      const { exitCode, stderr } = yield* whileTimePasses(runExport(from, folder, ["--rate", "20"], { env }))
      assert.strictEqual(exitCode, 0, stderr)
      assertExactlyOnce(`${folder}/out.ndjson`, ids)
      assert.isAbove(at.length, 100)
      // The test clock advances by 10 milliseconds at a time.
      for (let from = 0; from + 20 < at.length; from += 1) assert.isAtLeast(at[from + 20]! - at[from]!, 980)
      assert.match(stderr, /^(Exporting: \d+%, \d+\/85, [\dms.]+ left, \d+\.\d\/s\n)+Exported 85 of 85/)
    }),
  )

  it.effect("sends nothing before the service's Retry-After is over", () =>
    Effect.gen(function* () {
      const at: Array<number> = []
      const from = service((_, count) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          at.push(now)
          return count <= 4 ? json("", 429, { "retry-after": "2" }) : undefined
        }),
      )
      const ids = customers(30)
      const folder = yield* exportFolder(ids)
      const { exitCode, stderr } = yield* whileTimePasses(runExport(from, folder, ["--concurrency", "4"]))
      assert.strictEqual(exitCode, 0, stderr)
      assertExactlyOnce(`${folder}/out.ndjson`, ids)
      assert.isAtLeast(at[4]! - at[3]!, 2_000)
    }),
  )

  it.effect("redraws its progress in one line of a terminal", () =>
    Effect.gen(function* () {
      const from = service(() => Effect.as(Effect.sleep("150 millis"), undefined))
      for (const columns of [16, 50, 120]) {
        const folder = yield* exportFolder(customers(30))
        const terminal = { columns, streams: ["stderr"] } as const
        const { stderr } = yield* whileTimePasses(runExport(from, folder, [], { terminal }))
        const [summary = "", ...drawn] = stderr.split("\r\u001b[K").slice(1).reverse()
        assert.match(summary, /^Exported 30 of 30 customers [^\n]+\n$/)
        assert.isAtLeast(drawn.length, 5)
        for (const line of drawn) {
          assert.isBelow(line.length, columns)
          assert.match(line, /^([█░]+ {2})?\d+%( {2}[\d/.smh]+( left)?)*$/)
        }
        assert.strictEqual(drawn.join("").includes("█"), columns > 16)
      }
    }),
  )

  it.effect("prints no progress line on a dumb terminal", () =>
    Effect.gen(function* () {
      const folder = yield* exportFolder(customers(3))
      const options: Options = { terminal: { streams: ["stderr"] }, env: { TERM: "dumb" } }
      assert.notInclude((yield* runExport(service(), folder, [], options)).stderr, "\u001b")
    }),
  )

  it.effect("refuses a second run at the same file", () =>
    Effect.gen(function* () {
      const latch = yield* Latch.make()
      const from = service(() => Effect.as(latch.await, undefined))
      const folder = yield* exportFolder(customers(3))
      const first = yield* start(argsOf(folder, []), optionsOf(from, {}))
      yield* Effect.promise(async () => {
        while (from.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      })
      for (const args of [["--resume"], ["--force"]]) {
        const { exitCode, stderr } = yield* runExport(service(), folder, args)
        assert.strictEqual(exitCode, 2)
        assert.match(stderr, /^threads: [^\n]*out\.ndjson[^\n]*\n$/)
      }
      yield* latch.open
      assert.strictEqual((yield* first.ended).exitCode, 0)
      assertExactlyOnce(`${folder}/out.ndjson`, customers(3))
    }),
  )
})

describe("threads export, with customers that fail,", () => {
  it.effect("writes each down, ends with the highest exit code, and tries them again with --resume", () =>
    Effect.gen(function* () {
      const failing = new Map([
        ["c-3", 422],
        ["c-5", 503],
        ["c-6", 404],
      ])
      const from = service((customer) => {
        const status = failing.get(customer)
        return status === undefined ? undefined : json("", status)
      })
      const ids = customers(9)
      const folder = yield* exportFolder(ids)
      const output = `${folder}/out.ndjson`
      const ended = yield* runExport(from, folder)
      assert.strictEqual(ended.exitCode, 5)
      assert.include(ended.stderr, "Exported 6 of 9 customers")
      assert.match(ended.stderr, /^threads: 3 of 9 customers [^\n]*errors\.ndjson[^\n]*--resume[^\n]*\n$/m)
      assertExactlyOnce(
        output,
        ids.filter((id) => !failing.has(id)),
      )
      const failures = linesOf(`${output}.errors.ndjson`).map((line) => JSON.parse(line))
      assert.deepStrictEqual(
        Object.fromEntries(failures.map(({ customer, error }) => [customer, [error.code, error.retryable]])),
        { "c-3": ["Rejected", false], "c-5": ["Unavailable", true], "c-6": ["NotFound", false] },
      )
      for (const { error } of failures) {
        assert.hasAllKeys(error, ["code", "message", "problem", "retryable", "requestUuid", "fix"])
      }
      assert.deepStrictEqual([modeOf(`${output}.errors.ndjson`), modeOf(`${output}.journal`)], [0o600, 0o600])

      failing.delete("c-6")
      assert.strictEqual((yield* runExport(from, folder, ["--resume"])).exitCode, 5)
      assert.deepStrictEqual(
        linesOf(`${output}.errors.ndjson`)
          .map((line) => JSON.parse(line).customer)
          .toSorted(),
        ["c-3", "c-5"],
      )
      failing.clear()
      const finished = yield* runExport(from, folder, ["--resume"])
      assert.strictEqual(finished.exitCode, 0, finished.stderr)
      assert.include(finished.stderr, "Exported 9 of 9 customers with 20 threads")
      assertExactlyOnce(output, ids)
      assert.lengthOf(from.requests, 9 + 3 + 2)
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["customers.txt", "out.ndjson"])
    }),
  )

  it.effect.each([
    ["a 401", 401, 3, 20 + 8],
    ["ten 403 in a row", 403, 3, 20 + 10 + 8],
    ["a hundred 503 in a row", 503, 5, 20 + 100 + 8],
  ] as const)("stops at %s, and finishes with --resume", ([, status, code, most]) =>
    Effect.gen(function* () {
      let isWell = false
      const from = service((_, count) => (isWell || count <= 20 ? undefined : json("", status)))
      const ids = customers(300)
      const folder = yield* exportFolder(ids)
      const { exitCode, stderr } = yield* runExport(from, folder)
      assert.strictEqual(exitCode, code, stderr)
      assert.match(stderr, /^threads: [^\n]*stopped[^\n]*--resume\.\n$/)
      assert.isAtMost(from.requests.length, most)
      assert.isFalse(existsSync(`${folder}/out.ndjson`))
      isWell = true
      assert.strictEqual((yield* runExport(from, folder, ["--resume"])).exitCode, 0)
      assertExactlyOnce(`${folder}/out.ndjson`, ids)
    }),
  )

  it.effect("continues past single customers that are forbidden", () =>
    Effect.gen(function* () {
      const isForbidden = (customer: string) => Number(customer.slice(2)) % 3 === 0
      const from = service((customer) => (isForbidden(customer) ? json("", 403) : undefined))
      const ids = customers(60)
      const folder = yield* exportFolder(ids)
      assert.strictEqual((yield* runExport(from, folder)).exitCode, 3)
      assert.lengthOf(linesOf(`${folder}/out.ndjson.errors.ndjson`), 20)
      assertExactlyOnce(
        `${folder}/out.ndjson`,
        ids.filter((id) => !isForbidden(id)),
      )
    }),
  )
})

describe("threads export --resume", () => {
  const oneFails = () => service((customer) => (customer === "c-1" ? json("", 422) : undefined))

  it.effect("exports if there is nothing to resume, and refuses an export that is complete", () =>
    Effect.gen(function* () {
      const from = service()
      const folder = yield* exportFolder(customers(3))
      assert.strictEqual((yield* runExport(from, folder, ["--resume"])).exitCode, 0)
      const again = yield* runExport(from, folder, ["--resume"])
      assert.strictEqual(again.exitCode, 2)
      assert.match(again.stderr, /^threads: --resume: \S+out\.ndjson [^\n]+--force[^\n]*\n$/)
      assertExactlyOnce(`${folder}/out.ndjson`, customers(3))
      assert.lengthOf(from.requests, 3)
    }),
  )

  it.effect("refuses another file in the place of the one that was written", () =>
    Effect.gen(function* () {
      const from = oneFails()
      const folder = yield* exportFolder(customers(4))
      assert.strictEqual((yield* runExport(from, folder)).exitCode, 4)
      writeFileSync(`${folder}/other`, "x".repeat(10_000))
      renameSync(`${folder}/other`, `${folder}/out.ndjson`)
      const { exitCode, stderr } = yield* runExport(from, folder, ["--resume"])
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /--resume: \S+out\.ndjson /)
      assert.strictEqual(statSync(`${folder}/out.ndjson`).size, 10_000)
    }),
  )

  it.effect("refuses other flags or customers, and names them", () =>
    Effect.gen(function* () {
      const from = oneFails()
      const folder = yield* exportFolder(customers(4))
      assert.strictEqual((yield* runExport(from, folder)).exitCode, 4)
      const journal = readFileSync(`${folder}/out.ndjson.journal`, "utf8")
      const sent = from.requests.length
      const refusal = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
        const { exitCode, stderr } = yield* runExport(from, folder, ["--resume", ...args])
        assert.strictEqual(exitCode, 2)
        return stderr
      })
      assert.match(yield* refusal("--closed", "--columns", "id"), / --closed, --columns\b/)
      assert.match(yield* refusal("--base-url", "https://other.test"), / --base-url\b/)
      writeFileSync(`${folder}/customers.txt`, "c-1\nc-2\n")
      assert.match(yield* refusal(), / --customers\b/)
      assert.strictEqual(readFileSync(`${folder}/out.ndjson.journal`, "utf8"), journal)
      assert.lengthOf(from.requests, sent)
    }),
  )

  it.effect("accepts the customers in another order", () =>
    Effect.gen(function* () {
      const from = oneFails()
      const folder = yield* exportFolder(customers(4))
      assert.strictEqual((yield* runExport(from, folder)).exitCode, 4)
      writeFileSync(`${folder}/customers.txt`, "c-4\nc-3\nc-2\nc-1\n")
      assert.strictEqual((yield* runExport(from, folder, ["--resume"])).exitCode, 4)
      assert.lengthOf(from.requests, 4 + 1)
    }),
  )

  it.effect("continues where an interrupted export stopped, and prints how", () =>
    Effect.gen(function* () {
      const ids = customers(200)
      let isHeld = true
      const from = service((_, count) => (isHeld && count > 60 ? Effect.never : undefined))
      const folder = yield* exportFolder(ids)
      const running = yield* start(argsOf(folder, []), optionsOf(from, {}))
      yield* Effect.promise(async () => {
        while (from.requests.length < 68) await new Promise((resolve) => setTimeout(resolve, 5))
      })
      const { exitCode, stderr } = yield* running.interrupt
      assert.strictEqual(exitCode, 130)
      assert.match(stderr, /^Interrupted: \d+ of 200 customers [^\n]*--resume\.\n$/)
      const [, exported] = /(\d+) of/.exec(stderr) ?? []
      assert.isAtMost(Number(exported), 60)
      assert.lengthOf(linesOf(`${folder}/out.ndjson.journal`), 2 + Number(exported))
      isHeld = false
      assert.strictEqual((yield* runExport(from, folder, ["--resume"])).exitCode, 0)
      assertExactlyOnce(`${folder}/out.ndjson`, ids)
    }),
  )
})

describe("threads export --force", () => {
  it.effect("discards an export that was begun", () =>
    Effect.gen(function* () {
      const from = service((_, count) => (count === 1 ? json("", 401) : undefined))
      const folder = yield* exportFolder(customers(4))
      assert.strictEqual((yield* runExport(from, folder)).exitCode, 3)
      rmSync(`${folder}/out.ndjson.errors.ndjson`, { force: true })
      assert.strictEqual((yield* runExport(from, folder)).exitCode, 2)
      assert.strictEqual((yield* runExport(from, folder, ["--force"])).exitCode, 0)
      assertExactlyOnce(`${folder}/out.ndjson`, customers(4))
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["customers.txt", "out.ndjson"])
    }),
  )
})
