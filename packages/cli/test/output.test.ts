import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { closedPipe } from "../../../test/support/closedPipe.ts"
import { http, rawServer } from "../../../test/support/rawServer.ts"
import { runThreads } from "../../../test/support/runThreads.ts"
import { startInTerminal } from "../../../test/support/terminal.ts"

const env = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }
const ids = ["--department", "d", "--customer", "c"]

const one = { id: 7, archived: false, closed: false, departmentUuid: "d", customerUuid: "c" }
const two = {
  ...one,
  id: -8,
  closed: true,
  archived: true,
  userUuid: 'ann "the" smith, jr',
  lastMessageOn: "2025-03-28T11:34:43.272Z",
  lastDelegationOn: 1_743_161_683_272,
  isWaitingForResponse: true,
}

const serving = (...customerThreads: ReadonlyArray<object>) =>
  rawServer((socket) => {
    socket.write(http(200, JSON.stringify({ customerThreads, requestUUID: "r-1", errors: [], warnings: [] })))
  })

const list = Effect.fnUntraced(function* (threads: ReadonlyArray<object>, ...args: ReadonlyArray<string>) {
  const server = yield* serving(...threads)
  return yield* runThreads(["list", ...ids, ...args, "--base-url", server.baseUrl], { env })
})

// C0 and C1 controls, escape sequences that move, colour, title, link or write to the clipboard, line ends of every kind,
// text that changes direction, invisible characters, and halves of characters.
const hostile = [
  "\u0000",
  "\u0007",
  "\b\b\b",
  "\t",
  "\n",
  "\v",
  "\f",
  "\r",
  "\r\nthreads: forged",
  "\u001b",
  "\u001bc",
  "\u001b[2J",
  "\u001b[31mred",
  "\u001b[10;10H",
  "\u001b]0;title\u0007",
  "\u001b]8;;https://example.test\u001b\\link\u001b]8;;\u001b\\",
  "\u001b]52;c;AAAA\u0007",
  "\u001bP+q544e\u001b\\",
  "\u001b^x\u001b\\",
  "\u001b_x\u001b\\",
  "\u007f",
  "\u0080",
  "\u0085",
  "\u009b31m",
  "\u009d0;x\u009c",
  "\u00ad",
  "\u061c",
  "\u180e",
  "\u200b",
  "\u200d",
  "\u200e",
  "\u200f",
  "\u202a",
  "\u202e",
  "\u2028",
  "\u2029",
  "\u2060",
  "\u2066",
  "\u2069",
  "\ufeff",
  "\ud800",
  "\u{e0041}",
]
const raw = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/u
// CSV ends its records with CR LF: the one place where a CR is meant.
const withoutRecordEnds = (text: string) => text.replaceAll("\r\n", "\n")

describe("what is printed", () => {
  it.live("is CSV that a spreadsheet reads: RFC 4180, every field, instants in ISO, with the zone asked for", () =>
    Effect.gen(function* () {
      const head =
        "id,lastMessageOn,lastDelegationOn,isWaitingForResponse,closed,archived,userUuid,customerUuid,departmentUuid,dealerUuid"
      assert.deepStrictEqual(yield* list([one, two], "--format", "csv"), {
        code: 0,
        stdout: `${head}\r\n7,,,,false,false,,c,d,\r\n-8,2025-03-28T11:34:43.272Z,2025-03-28T11:34:43.272Z,true,true,true,"ann ""the"" smith, jr",c,d,\r\n`,
        stderr: "",
      })
      const columns = ["--columns", "userUuid,lastMessageOn,state", "--time-zone", "Europe/Berlin"]
      assert.strictEqual(
        (yield* list([two], "--format", "csv", ...columns)).stdout,
        'userUuid,lastMessageOn,state\r\n"ann ""the"" smith, jr",2025-03-28T12:34:43.272+01:00,"waiting, closed, archived"\r\n',
      )
      assert.strictEqual((yield* list([], "--format", "csv", "--columns", "id")).stdout, "id\r\n")
    }),
  )

  it.live("is TSV that cut reads: a line a thread, no quotes", () =>
    Effect.gen(function* () {
      const { stdout } = yield* list([one, two], "--format", "tsv", "--columns", "id,userUuid,isWaitingForResponse")
      assert.strictEqual(stdout, 'id\tuserUuid\tisWaitingForResponse\n7\t\t\n-8\tann "the" smith, jr\ttrue\n')
    }),
  )

  it.live("is JSON, one array or one line a thread, with the columns asked for in their order", () =>
    Effect.gen(function* () {
      const ndjson = yield* list([one, two], "--format", "ndjson")
      assert.deepStrictEqual(
        ndjson.stdout
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line)),
        [one, two],
      )
      const columns = ["--columns", "closed,id,lastMessageOn"]
      assert.strictEqual(
        (yield* list([one, two], "--format", "ndjson", ...columns)).stdout,
        '{"closed":false,"id":7}\n{"closed":true,"id":-8,"lastMessageOn":"2025-03-28T11:34:43.272Z"}\n',
      )
      assert.strictEqual(
        (yield* list([one], "--format", "json", ...columns)).stdout,
        '[\n  {\n    "closed": false,\n    "id": 7\n  }\n]\n',
      )
      assert.strictEqual((yield* list([], "--format", "ndjson")).stdout, "")
    }),
  )

  const refused: ReadonlyArray<readonly [args: ReadonlyArray<string>, said: string]> = [
    [["--columns", "id,nome"], "--columns: there is no column nome; expected some of id, lastMessageOn"],
    [["--columns", "id,,closed"], "there is no column without a name"],
    [["--columns", "id,id"], "id is there twice"],
    [["--columns", "id,state", "--format", "json"], "state is no field of the endpoint's JSON"],
    [
      ["--time-zone", "Mars/Olympus"],
      "--time-zone: there is no zone Mars/Olympus; expected a name such as Europe/Berlin",
    ],
    [["--time-zone", "+02:00", "--utc"], "--utc and --time-zone are both given"],
    [["--watch", "1s"], "--watch: expected an interval from 5s to 24h, not 1s"],
    [["--watch", "25h"], "--watch: expected an interval"],
    [["--watch", "soon\u001b[2J"], "--watch: expected an interval"],
    [["--watch", "30s", "--format", "csv"], "--watch: a csv document has one end"],
  ]
  it.live.each(refused)("refuses %j, and nothing is sent", ([args, said]) =>
    Effect.gen(function* () {
      const server = yield* serving(one)
      const ended = yield* runThreads(["list", ...ids, ...args, "--base-url", server.baseUrl], { env })
      assert.deepStrictEqual([ended.code, ended.stdout, server.requests.length], [2, "", 0])
      const line = args.includes("json") ? JSON.parse(ended.stderr).error.message : ended.stderr
      assert.include(line, said)
      assert.notInclude(ended.stderr, "\u001b")
    }),
  )

  it.live.each(["table", "json", "ndjson", "csv", "tsv"])(
    "reaches the terminal as %s without a raw control, escape or bidirectional character, whatever the vendor sends",
    (format) =>
      Effect.gen(function* () {
        assert.isAtLeast(hostile.length, 40)
        const fields = ["userUuid", "dealerUuid", "customerUuid", "departmentUuid"]
        const customerThreads = hostile.flatMap((text, at) =>
          fields.map((field, nth) => ({ ...one, id: at * 10 + nth, [field]: `a${text}b` })),
        )
        const warnings = hostile.map((text) => ({ warningCode: `W${text}`, warningDescription: `d${text}` }))
        const server = yield* rawServer((socket) => {
          socket.write(http(200, JSON.stringify({ customerThreads, requestUUID: "r\u001b[2J", errors: [], warnings })))
        })
        const args = ["list", ...ids, "--format", format, "--columns", ["id", ...fields].join(","), "--verbose"]
        const ended = yield* runThreads([...args, "--base-url", server.baseUrl], { env })
        assert.strictEqual(ended.code, 0)
        assert.notMatch(format === "tsv" ? ended.stdout.replaceAll("\t", "") : withoutRecordEnds(ended.stdout), raw)
        assert.notMatch(ended.stderr, raw)
        const lines = ended.stdout.trimEnd().split("\n")
        const each = format === "ndjson" ? 0 : 1
        if (format !== "json") assert.lengthOf(lines, customerThreads.length + each)
      }),
  )

  it.live.each(["=", "+", "-", "@", "\t", "\r", "\n", "＝"])(
    "is CSV without a cell that a spreadsheet would take for a formula: %j at its beginning",
    (prefix) =>
      Effect.gen(function* () {
        const userUuid = `${prefix}HYPERLINK("http://example.test")`
        const { stdout } = yield* list([{ ...one, userUuid }], "--format", "csv", "--columns", "userUuid,id")
        const cell = stdout.split("\r\n")[1]!.replace(/^"/, "")
        assert.match(cell, /^['\\]/)
      }),
  )

  it.live("is an error as one JSON object on stderr where JSON is asked for, a wrong use included", () =>
    Effect.gen(function* () {
      const answer = http(401, JSON.stringify({ requestUUID: "r-9" }))
      const server = yield* rawServer((socket) => socket.write(answer))
      const args = ["list", ...ids, "--format=ndjson", "--base-url", server.baseUrl]
      const refused = yield* runThreads(args, { env })
      assert.deepStrictEqual([refused.code, refused.stdout], [3, ""])
      const { error } = JSON.parse(refused.stderr)
      assert.strictEqual(refused.stderr.trimEnd().split("\n").length, 1)
      assert.deepStrictEqual(Object.keys(error), ["code", "message", "retryable", "requestUuid", "fix"])
      assert.deepStrictEqual(
        [error.code, error.retryable, error.fix],
        ["Unauthenticated", false, "check the username and the password"],
      )
      const usage = yield* runThreads(["list", "--colsed", "--format", "json"], { env })
      assert.strictEqual(usage.code, 2)
      assert.deepStrictEqual(Object.keys(JSON.parse(usage.stderr)), ["error"])
      assert.include(JSON.parse(usage.stderr).error.fix, "threads list --help")
      const noCredentials = yield* runThreads(args)
      assert.deepStrictEqual([noCredentials.code, JSON.parse(noCredentials.stderr).error.code], [3, "NoCredentials"])
      const nobody = yield* runThreads(["list", ...ids, "--format", "json", "--base-url", "http://127.0.0.1:1"], {
        env: { ...env, THREADS_ATTEMPTS: "1" },
      })
      assert.deepStrictEqual([nobody.code, JSON.parse(nobody.stderr).error.retryable], [5, true])
    }),
  )

  it.live("says with --verbose what was asked and how it ended, without an identifier or a secret", () =>
    Effect.gen(function* () {
      let count = 0
      const server = yield* rawServer((socket) => {
        count += 1
        socket.write(
          count === 1 ? http(503, "") : http(200, JSON.stringify({ customerThreads: [one], requestUUID: "r-1" })),
        )
      })
      const scope = [
        "--department",
        "secret-department",
        "--customer",
        "secret-customer",
        "--assignee",
        "secret-assignee",
      ]
      const ended = yield* runThreads(
        ["list", ...scope, "--verbose", "--format", "json", "--base-url", server.baseUrl],
        { env },
      )
      assert.strictEqual(ended.code, 0)
      const address = `POST http://127.0.0.1:${server.port} /departments/:departmentUUID/customers/:customerUUID/threads`
      const lines = ended.stderr
        .replace(/after \d+ ms/g, "after N ms")
        .trimEnd()
        .split("\n")
      assert.deepStrictEqual(lines, [
        `request 1: ${address}: status 503 after N ms`,
        `request 2: ${address}: status 200 after N ms`,
        "requestUUID r-1",
      ])
      assert.notMatch(ended.stderr, /secret|canary/)
    }),
  )

  it.live("shows with --dry-run the request that would be sent, without credentials, and sends nothing", () =>
    Effect.gen(function* () {
      const server = yield* serving(one)
      const args = ["list", ...ids, "--no-closed", "--assignee", "u\u202e", "--dry-run", "--base-url", server.baseUrl]
      for (const credentials of [env, {}]) {
        assert.deepStrictEqual(yield* runThreads(args, { env: credentials }), {
          code: 0,
          stdout: `POST ${server.baseUrl}/departments/d/customers/c/threads
Accept: application/json
Content-Type: application/json
Authorization: Basic <the credentials>

{"assigneeUserUUID":"u\\u202e","isClosed":false}
`,
          stderr: "",
        })
      }
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live("ends quietly when the reader of the pipe has seen enough", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 20_000 }, (_, id) => ({ ...two, id }))
      const server = yield* serving(...many)
      const { code, stderr } = yield* closedPipe(
        ["list", ...ids, "--format", "ndjson", "--base-url", server.baseUrl],
        env,
      )
      assert.deepStrictEqual([code, stderr], [0, ""])
    }),
  )
})

describe("in a terminal", () => {
  const inTerminal = Effect.fnUntraced(function* (
    threads: ReadonlyArray<object>,
    args: ReadonlyArray<string>,
    options: { readonly columns?: number; readonly env?: Record<string, string> } = {},
  ) {
    const server = yield* serving(...threads)
    const started = yield* startInTerminal(["list", ...ids, ...args, "--base-url", server.baseUrl], {
      ...options,
      env: { ...env, ...options.env },
    })
    return yield* started.ended
  })
  const ago = (millis: number) => new Date(Date.now() - millis).toISOString()

  it.live("tells how long ago something was, in colours, and exactly with --utc or a zone", () =>
    Effect.gen(function* () {
      const recent = { ...two, lastMessageOn: ago(3 * 3_600_000 + 60_000) }
      const shown = yield* inTerminal([recent], [])
      assert.strictEqual(shown.code, 0)
      assert.include(shown.stdout, "3h ago")
      assert.include(shown.stdout, "\u001b[33m● waiting\u001b[39m")
      const exact = yield* inTerminal([two], ["--utc"], { columns: 120 })
      assert.include(exact.stdout, "2025-03-28 11:34:43Z")
      assert.include(
        (yield* inTerminal([two], ["--time-zone", "+05:30"], { columns: 120 })).stdout,
        "2025-03-28 17:04:43+05:30",
      )
      assert.notInclude((yield* inTerminal([recent], ["--format", "csv"])).stdout, "ago")
    }),
  )

  it.live("paints nothing where NO_COLOR is set or the terminal cannot, and writes words alone on a dumb one", () =>
    Effect.gen(function* () {
      assert.notInclude((yield* inTerminal([two], [], { env: { NO_COLOR: "1" } })).stdout, "\u001b[")
      const dumb = yield* inTerminal([two], [], { columns: 120, env: { TERM: "dumb" } })
      assert.notInclude(dumb.stdout, "\u001b[")
      assert.include(dumb.stdout, "waiting, closed, archived")
      assert.include((yield* list([two])).stdout, "● waiting  ✓ closed  ▪ archived")
      const server = yield* serving(two)
      const forced = yield* runThreads(["list", ...ids, "--base-url", server.baseUrl], {
        env: { ...env, FORCE_COLOR: "1" },
      })
      assert.include(forced.stdout, "\u001b[33m● waiting")
    }),
  )

  it.live("fits the table to the terminal, by how wide it prints", () =>
    Effect.gen(function* () {
      const wide = { ...two, userUuid: "漢字".repeat(40), lastMessageOn: ago(90_000) }
      const { stdout } = yield* inTerminal([wide, { ...wide, id: 5, userUuid: "🙂".repeat(60) }], [], {
        columns: 72,
        env: { NO_COLOR: "1" },
      })
      const width = (line: string) =>
        [...line].reduce((sum, character) => sum + (/[漢字🙂]/u.test(character) ? 2 : 1), 0)
      const lines = stdout.trimEnd().split("\r\n")
      assert.lengthOf(lines, 3)
      for (const line of lines) assert.isAtMost(width(line), 72)
      assert.include(stdout, "…")
    }),
  )

  it.live("watches: the list anew after each interval, with what is new or changed marked, and ends with Ctrl-C", () =>
    Effect.gen(function* () {
      let count = 0
      const server = yield* rawServer((socket) => {
        count += 1
        const threads = count === 1 ? [one] : [{ ...one, closed: true }, two]
        socket.write(http(200, JSON.stringify({ customerThreads: threads })))
      })
      const args = ["list", ...ids, "--watch", "5s", "--columns", "id,closed", "--base-url", server.baseUrl]
      const started = yield* startInTerminal(args, { env })
      yield* started.shown(/ID\s+CLOSED\s+7\s+no/)
      yield* started.shown(/~\S*\s+7\s+yes\s+\S*\+\S*\s+-8\s+yes/)
      yield* started.type("\u0003")
      const ended = yield* started.ended
      assert.strictEqual(ended.code, 130)
      assert.notInclude(ended.stdout, "    at ")
    }),
  )
})
