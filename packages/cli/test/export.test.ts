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
import { Effect } from "effect"
import {
  answerFor,
  assertExactlyOnce,
  customers,
  customersServer,
  exportFolder,
  linesOf,
  runExport,
  startExport,
  threadsOf,
} from "../../../test/support/exporting.ts"
import { http } from "../../../test/support/rawServer.ts"
import { runThreads } from "../../../test/support/runThreads.ts"

const modeOf = (file: string) => statSync(file).mode & 0o777

describe("threads export", () => {
  it.live("writes each customer's threads once as NDJSON, as list prints them, for the owner's eyes only", () =>
    Effect.gen(function* () {
      const server = yield* customersServer()
      const ids = customers(12)
      const folder = yield* exportFolder([])
      const list = ["\ufeffc-1", "", "c-2\r", ...ids.slice(2), "c-3", "   ", "c-12"].join("\n")
      writeFileSync(`${folder}/customers.txt`, list)
      const ended = yield* runExport(server.baseUrl, folder)
      assert.strictEqual(ended.code, 0, ended.stderr)
      assert.match(
        ended.stderr,
        /^Exported 12 of 12 customers with 23 threads to \S+\/out\.ndjson, 0 failed, in [\d.]+s\.\n$/,
      )
      assertExactlyOnce(`${folder}/out.ndjson`, ids)
      assert.deepStrictEqual(server.seen.customers.toSorted(), ids.toSorted())
      assert.deepStrictEqual(readdirSync(folder).toSorted(), ["customers.txt", "out.ndjson"])
      assert.strictEqual(modeOf(`${folder}/out.ndjson`), 0o600)
      const listed = yield* runThreads(["list", "--department", "d", "--customer", "c-4", "--format", "ndjson"], {
        env: { THREADS_USERNAME: "u", THREADS_PASSWORD: "p", THREADS_BASE_URL: server.baseUrl },
      })
      assert.include(readFileSync(`${folder}/out.ndjson`, "utf8"), listed.stdout)
    }),
  )

  it.live("writes CSV with one header, the columns and the zone asked for, of customers from stdin", () =>
    Effect.gen(function* () {
      const thread = { ...threadsOf("c-1")[0], lastMessageOn: "2025-03-28T11:34:43.272Z" }
      const server = yield* customersServer({ answer: () => answerFor([thread]) })
      const folder = yield* exportFolder([])
      const output = `${folder}/out.csv`
      const columns = ["--columns", "id,lastMessageOn", "--time-zone", "+02:00"]
      const ended = yield* runExport(server.baseUrl, folder, ["--customers", "-", "--output", output, ...columns], {
        stdin: "c-1\nc-2",
      })
      assert.strictEqual(ended.code, 0, ended.stderr)
      const record = "10,2025-03-28T13:34:43.272+02:00"
      assert.strictEqual(readFileSync(output, "utf8"), `id,lastMessageOn\r\n${record}\r\n${record}\r\n`)
    }),
  )

  it.live("asks for every customer with the filters, the order and the limit", () =>
    Effect.gen(function* () {
      const server = yield* customersServer()
      const folder = yield* exportFolder(customers(2))
      const flags = ["--no-closed", "--assignee", "u", "--sort", "last-delegation-on", "--order", "asc"]
      const ended = yield* runExport(server.baseUrl, folder, [...flags, "--max-results", "1"])
      assert.strictEqual(ended.code, 0, ended.stderr)
      assert.include(ended.stderr, "There may be more threads: 2 lists were cut off at --max-results.\n")
      const sent =
        '{"assigneeUserUUID":"u","isClosed":false,"maxResults":1,"sortOrderKey":"LAST_DELEGATION_ON","sortOrder":"ASC"}'
      assert.deepStrictEqual(
        server.requests.map(({ body }) => body),
        [sent, sent],
      )
    }),
  )

  const wrong: ReadonlyArray<readonly [what: string, args: ReadonlyArray<string>, said: string, list?: string]> = [
    ["an identifier that is none", [], "line 3: ../c is no identifier", "c-1\n\n../c\nc-2\n"],
    ["a list that is not text", [], "line 1: ", `\0${"x".repeat(100_000)}`],
    ["no customer", [], "there is no customer in it", "\n\r\n"],
    ["no list", ["--customers", "/nonexistent/list"], "cannot be read (NotFound)"],
    ["a format that is none", ["--output", "out.json"], "--output must be FILE.ndjson or FILE.csv."],
    ["no directory", ["--output", "/nonexistent/out.csv"], "there is no directory /nonexistent"],
    [
      "an unknown column",
      ["--columns", "nothing"],
      "--columns must be a comma-separated list of different columns out of id, ",
    ],
    ["a concurrency of 0", ["--concurrency", "0"], "--concurrency must be a whole number from 1 to 100."],
    ["a concurrency beyond 100", ["--concurrency", "101"], "--concurrency must be a whole number from 1 to 100."],
    ["a rate that is no number", ["--rate", "fast"], "--rate must be a whole number."],
    ["going on and beginning anew at once", ["--resume", "--force"], "both given"],
    ["two uses of stdin", ["--customers", "-", "--password-stdin"], "both read standard input"],
    ["an empty assignee", ["--assignee", ""], "--assignee needs a value."],
  ]
  it.live.each(wrong)("refuses %s before anything is sent or written", ([, args, said, list]) =>
    Effect.gen(function* () {
      const server = yield* customersServer()
      const folder = yield* exportFolder(["c-1"])
      if (list !== undefined) writeFileSync(`${folder}/customers.txt`, list)
      const ended = yield* runExport(server.baseUrl, folder, args)
      assert.strictEqual(ended.code, 2, ended.stderr)
      assert.match(ended.stderr, /^threads: [^\n]+\n/)
      assert.include(ended.stderr, said)
      assert.strictEqual(server.sockets.size, 0)
      assert.deepStrictEqual(readdirSync(folder), ["customers.txt"])
    }),
  )

  it.live("begins no file without credentials", () =>
    Effect.gen(function* () {
      const folder = yield* exportFolder(["c-1"])
      const ended = yield* runExport("http://127.0.0.1:1", folder, [], {
        env: { THREADS_USERNAME: "", THREADS_PASSWORD: "" },
      })
      assert.notStrictEqual(ended.code, 0)
      assert.deepStrictEqual(readdirSync(folder), ["customers.txt"])
    }),
  )

  it.live("overwrites nothing unless told to", () =>
    Effect.gen(function* () {
      const server = yield* customersServer()
      const folder = yield* exportFolder(customers(3))
      for (const name of ["out.ndjson", "out.ndjson.part", "out.ndjson.journal", "out.ndjson.errors.ndjson"]) {
        const file = `${folder}/${name}`
        writeFileSync(file, "mine")
        for (const args of [[], ["--resume"]]) {
          const ended = yield* runExport(server.baseUrl, folder, args)
          assert.strictEqual(ended.code, 2, `${name} ${args}`)
          assert.include(ended.stderr, "--force")
          assert.strictEqual(readFileSync(file, "utf8"), "mine")
        }
        assert.lengthOf(server.requests, 0)
        assert.strictEqual((yield* runExport(server.baseUrl, folder, ["--force"])).code, 0)
        assertExactlyOnce(`${folder}/out.ndjson`, customers(3))
        assert.strictEqual(modeOf(`${folder}/out.ndjson`), 0o600)
        assert.lengthOf(readdirSync(folder), 2)
        rmSync(`${folder}/out.ndjson`)
        server.requests.length = 0
      }
    }),
  )

  it.live("says that nothing is left to resume when the export is over", () =>
    Effect.gen(function* () {
      const server = yield* customersServer()
      const folder = yield* exportFolder(customers(3))
      assert.strictEqual((yield* runExport(server.baseUrl, folder, ["--resume"])).code, 0)
      const again = yield* runExport(server.baseUrl, folder, ["--resume"])
      assert.strictEqual(again.code, 2)
      assert.match(again.stderr, /^threads: --resume: \S+ exists, and nothing is left to resume: [^\n]+--force\.\n$/)
      assertExactlyOnce(`${folder}/out.ndjson`, customers(3))
      assert.lengthOf(server.requests, 3)
    }),
  )

  it.live("follows no symbolic link, and writes to nothing but a file", () =>
    Effect.gen(function* () {
      const server = yield* customersServer()
      for (const name of ["out.ndjson", "out.ndjson.part", "out.ndjson.journal", "out.ndjson.errors.ndjson"]) {
        const folder = yield* exportFolder(customers(3))
        writeFileSync(`${folder}/target`, "mine")
        symlinkSync(`${folder}/target`, `${folder}/${name}`)
        for (const args of [[], ["--force"], ["--resume"]]) {
          const ended = yield* runExport(server.baseUrl, folder, args)
          assert.strictEqual(ended.code, 2, `${name} ${args}`)
          assert.include(ended.stderr, "is a symbolic link, which is not followed")
        }
        assert.strictEqual(readFileSync(`${folder}/target`, "utf8"), "mine")
      }
      const folder = yield* exportFolder(customers(3))
      mkdirSync(`${folder}/out.ndjson`)
      assert.include((yield* runExport(server.baseUrl, folder, ["--force"])).stderr, "is no file")
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live(
    "writes down each customer that fails, ends with the highest code, and tries them again when it goes on",
    () =>
      Effect.gen(function* () {
        let isWell = false
        const answers: Record<string, string> = { "c-3": http(422, ""), "c-5": http(503, ""), "c-6": http(404, "") }
        const server = yield* customersServer({ answer: (customer) => (isWell ? undefined : answers[customer]) })
        const ids = customers(9)
        const folder = yield* exportFolder(ids)
        const output = `${folder}/out.ndjson`
        const ended = yield* runExport(server.baseUrl, folder)
        assert.strictEqual(ended.code, 5)
        assert.include(ended.stderr, "Exported 6 of 9 customers")
        assert.include(ended.stderr, "threads: 3 of 9 customers failed, each for the reason in")
        assertExactlyOnce(
          output,
          ids.filter((id) => !(id in answers)),
        )
        const failures = linesOf(`${output}.errors.ndjson`).map((line) => JSON.parse(line))
        assert.deepStrictEqual(failures.map(({ customer }) => customer).toSorted(), ["c-3", "c-5", "c-6"])
        const codes = Object.fromEntries(
          failures.map(({ customer, error }) => [customer, [error.code, error.retryable]]),
        )
        assert.deepStrictEqual(codes, {
          "c-3": ["Rejected", false],
          "c-5": ["Unavailable", true],
          "c-6": ["NotFound", false],
        })
        for (const { error } of failures) {
          assert.hasAllKeys(error, ["code", "message", "problem", "retryable", "requestUuid", "fix"])
        }
        assert.strictEqual(modeOf(`${output}.errors.ndjson`), 0o600)
        assert.strictEqual(modeOf(`${output}.journal`), 0o600)

        delete answers["c-6"]
        const again = yield* runExport(server.baseUrl, folder, ["--resume"])
        assert.strictEqual(again.code, 5)
        assert.deepStrictEqual(
          linesOf(`${output}.errors.ndjson`)
            .map((line) => JSON.parse(line).customer)
            .toSorted(),
          ["c-3", "c-5"],
        )
        isWell = true
        const finished = yield* runExport(server.baseUrl, folder, ["--resume"])
        assert.strictEqual(finished.code, 0, finished.stderr)
        assert.include(finished.stderr, "Exported 9 of 9 customers with 20 threads")
        assertExactlyOnce(output, ids)
        assert.lengthOf(server.requests, 9 + 3 + 2)
        assert.deepStrictEqual(readdirSync(folder).toSorted(), ["customers.txt", "out.ndjson"])
      }),
  )

  it.live("does not take another file for the one it wrote", () =>
    Effect.gen(function* () {
      const server = yield* customersServer({ answer: (customer) => (customer === "c-1" ? http(422, "") : undefined) })
      const folder = yield* exportFolder(customers(4))
      assert.strictEqual((yield* runExport(server.baseUrl, folder)).code, 4)
      writeFileSync(`${folder}/other`, "x".repeat(10_000))
      renameSync(`${folder}/other`, `${folder}/out.ndjson`)
      const ended = yield* runExport(server.baseUrl, folder, ["--resume"])
      assert.strictEqual(ended.code, 2)
      assert.include(ended.stderr, "is not what the export wrote")
      assert.strictEqual(statSync(`${folder}/out.ndjson`).size, 10_000)
    }),
  )

  it.live("stops where going on is pointless, and can go on when that is mended", () =>
    Effect.gen(function* () {
      let answer: string | undefined
      const server = yield* customersServer({ answer: (_, count) => (count <= 20 ? undefined : answer) })
      const ids = customers(300)
      for (const [bad, code, most] of [
        [http(401, ""), 3, 20 + 8],
        [http(403, ""), 3, 20 + 10 + 8],
        [http(503, ""), 5, 20 + 100 + 8],
      ] as const) {
        const folder = yield* exportFolder(ids)
        server.requests.length = 0
        answer = bad
        const ended = yield* runExport(server.baseUrl, folder)
        assert.strictEqual(ended.code, code, ended.stderr)
        assert.match(
          ended.stderr,
          /^threads: The export stopped, since the other customers would fail too\. [^\n]+--resume\.\n$/,
        )
        assert.isAtMost(server.requests.length, most)
        assert.isFalse(existsSync(`${folder}/out.ndjson`))
        answer = undefined
        const finished = yield* runExport(server.baseUrl, folder, ["--resume"])
        assert.strictEqual(finished.code, 0, finished.stderr)
        assertExactlyOnce(`${folder}/out.ndjson`, ids)
      }
    }),
  )

  it.live("goes on past customers that the credentials are not for", () =>
    Effect.gen(function* () {
      const isForbidden = (customer: string) => Number(customer.slice(2)) % 3 === 0
      const server = yield* customersServer({
        answer: (customer) => (isForbidden(customer) ? http(403, "") : undefined),
      })
      const ids = customers(60)
      const folder = yield* exportFolder(ids)
      const ended = yield* runExport(server.baseUrl, folder)
      assert.strictEqual(ended.code, 3)
      assert.lengthOf(linesOf(`${folder}/out.ndjson.errors.ndjson`), 20)
      assertExactlyOnce(
        `${folder}/out.ndjson`,
        ids.filter((id) => !isForbidden(id)),
      )
    }),
  )

  it.live("asks for as many customers at once as it was told, and for no more", () =>
    Effect.gen(function* () {
      const server = yield* customersServer({ delay: () => 20 })
      const folder = yield* exportFolder(customers(60))
      const ended = yield* runExport(server.baseUrl, folder, ["--concurrency", "12"])
      assert.strictEqual(ended.code, 0, ended.stderr)
      assert.strictEqual(server.seen.most, 12)
    }),
  )

  it.live(
    "sends no more requests a second than it was told, retries included, and says now and then how far it is",
    () =>
      Effect.gen(function* () {
        const server = yield* customersServer({ answer: (_, count) => (count % 5 === 2 ? http(503, "") : undefined) })
        const ids = customers(85)
        const folder = yield* exportFolder(ids)
        const ended = yield* runExport(server.baseUrl, folder, ["--rate", "20"], {
          env: { THREADS_ATTEMPTS: "3", THREADS_BACKOFF: "1 millis" },
        })
        assert.strictEqual(ended.code, 0, ended.stderr)
        assertExactlyOnce(`${folder}/out.ndjson`, ids)
        const { at } = server.seen
        assert.isAbove(at.length, 100)
        // In any second at most 20, and some for what the way there adds.
        for (let from = 0; from + 23 < at.length; from += 1) assert.isAbove(at[from + 23]! - at[from]!, 1_000)
        assert.match(ended.stderr, /^Exporting: \d+%, \d+\/85, [\d.]+s left, \d+\.\d\/s\nExported 85 of 85/)
      }),
  )

  it.live("leaves a service alone for as long as it asks", () =>
    Effect.gen(function* () {
      const server = yield* customersServer({
        answer: (_, count) => (count <= 4 ? http(429, "", { "retry-after": "2" }) : undefined),
      })
      const ids = customers(30)
      const folder = yield* exportFolder(ids)
      const ended = yield* runExport(server.baseUrl, folder, ["--concurrency", "4"])
      assert.strictEqual(ended.code, 0, ended.stderr)
      assertExactlyOnce(`${folder}/out.ndjson`, ids)
      assert.isAbove(server.seen.at[4]! - server.seen.at[3]!, 1_500)
    }),
  )

  it.live("ends within a second of Ctrl-C with 130, and says how to go on", () =>
    Effect.gen(function* () {
      const ids = customers(200)
      const server = yield* customersServer({ delay: (count) => (count > 60 ? 60_000 : 10) })
      const folder = yield* exportFolder(ids)
      const { child, ended } = yield* startExport(server.baseUrl, folder)
      yield* Effect.sleep("20 millis").pipe(Effect.repeat({ until: () => server.requests.length > 60 }))
      const start = performance.now()
      child.kill("SIGINT")
      const { code, stderr } = yield* ended
      assert.isBelow(performance.now() - start, 1_500)
      assert.strictEqual(code, 130)
      assert.match(
        stderr,
        /^Interrupted: (\d+) of 200 customers are exported\. Go on with the same command and --resume\.\n$/,
      )
      const [, exported] = /(\d+) of/.exec(stderr)!
      assert.lengthOf(linesOf(`${folder}/out.ndjson.journal`), 1 + Number(exported))
      const well = yield* customersServer()
      const other = yield* runExport(well.baseUrl, folder, ["--resume"])
      assert.include(other.stderr, "begun with other --base-url")
    }),
  )

  it.live("refuses to go on with other flags or customers, naming them", () =>
    Effect.gen(function* () {
      const server = yield* customersServer({ answer: (customer) => (customer === "c-1" ? http(422, "") : undefined) })
      const folder = yield* exportFolder(customers(4))
      assert.strictEqual((yield* runExport(server.baseUrl, folder)).code, 4)
      const before = readFileSync(`${folder}/out.ndjson.journal`, "utf8")
      const sent = server.requests.length
      const other = yield* runExport(server.baseUrl, folder, ["--resume", "--closed", "--columns", "id"])
      assert.strictEqual(other.code, 2)
      assert.include(other.stderr, "begun with other --closed, --columns; give the same")
      writeFileSync(`${folder}/customers.txt`, "c-1\nc-2\n")
      assert.include((yield* runExport(server.baseUrl, folder, ["--resume"])).stderr, "with other --customers;")
      assert.strictEqual(readFileSync(`${folder}/out.ndjson.journal`, "utf8"), before)
      // The order of the customers does not matter.
      writeFileSync(`${folder}/customers.txt`, "c-4\nc-3\nc-2\nc-1\n")
      assert.strictEqual((yield* runExport(server.baseUrl, folder, ["--resume"])).code, 4)
      assert.lengthOf(server.requests, sent + 1)
    }),
  )

  it.live("lets no second run at the same file", () =>
    Effect.gen(function* () {
      const server = yield* customersServer({ delay: () => 100 })
      const folder = yield* exportFolder(customers(100))
      yield* startExport(server.baseUrl, folder)
      yield* Effect.sleep("20 millis").pipe(Effect.repeat({ until: () => server.requests.length > 8 }))
      for (const args of [["--resume"], ["--force"]]) {
        const ended = yield* runExport(server.baseUrl, folder, args)
        assert.strictEqual(ended.code, 2)
        assert.include(ended.stderr, "is under way")
      }
    }),
  )
})
