import { Arbitraries } from "@customer-threads/domain/testing"
import { encodeThread } from "@customer-threads/http-api"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Fiber, Latch } from "effect"
import { threadList } from "../../test/support/recordedHttp.ts"
import { ids, one, printed, runList, two } from "../../test/support/runList.ts"

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
  "\u034f",
  "\u115f",
  "\u17b4",
  "\u180b",
  "\u3164",
  "\uffa0",
  "\ufe0f",
  "\u{e0100}",
  "\u2800",
]
const raw = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Cf}\p{DI}\u2800\p{Cs}]/u
// CSV ends its records with CR LF: the one place where a CR is meant.
const withoutRecordEnds = (text: string) => text.replaceAll("\r\n", "\n")

describe("printThreads", () => {
  it.effect("prints CSV by RFC 4180, with every field and instants in ISO 8601", () =>
    Effect.gen(function* () {
      const { stdout } = yield* printed([one, two], ["--format", "csv"])
      assert.deepStrictEqual(stdout.split("\r\n"), [
        "id,lastMessageOn,lastDelegationOn,isWaitingForResponse,closed,archived,userUuid,customerUuid,departmentUuid,dealerUuid",
        "7,,,,false,false,,c,d,",
        '-8,2025-03-28T11:34:43.272Z,2025-03-28T11:34:43.272Z,true,true,true,"ann ""the"" smith, jr",c,d,',
        "",
      ])
    }),
  )

  it.effect("prints the same instant in a time zone whose offset has seconds", () =>
    Effect.gen(function* () {
      const lastMessageOn = "1890-01-01T12:00:00.000Z"
      for (const zone of ["Europe/Berlin", "Africa/Monrovia", "Asia/Kathmandu", "America/New_York"]) {
        const flags = ["--format", "csv", "--columns", "lastMessageOn", "--time-zone", zone]
        const { stdout } = yield* printed([{ ...one, lastMessageOn }], flags)
        assert.strictEqual(new Date(stdout.split("\r\n")[1] ?? "").toISOString(), lastMessageOn, stdout)
      }
    }),
  )

  it.effect("prints CSV with the columns and the time zone of the flags", () =>
    Effect.gen(function* () {
      const flags = ["--format", "csv", "--columns", "userUuid,lastMessageOn,state", "--time-zone", "Europe/Berlin"]
      const { stdout } = yield* printed([two], flags)
      assert.strictEqual(
        stdout,
        'userUuid,lastMessageOn,state\r\n"ann ""the"" smith, jr",2025-03-28T12:34:43.272+01:00,"waiting, closed, archived"\r\n',
      )
    }),
  )

  it.effect("prints TSV with a line a thread and no quotes", () =>
    Effect.gen(function* () {
      const { stdout } = yield* printed(
        [one, two],
        ["--format", "tsv", "--columns", "id,userUuid,isWaitingForResponse"],
      )
      assert.strictEqual(stdout, 'id\tuserUuid\tisWaitingForResponse\n7\t\t\n-8\tann "the" smith, jr\ttrue\n')
    }),
  )

  it.effect("prints NDJSON with a line a thread", () =>
    Effect.gen(function* () {
      const { stdout } = yield* printed([one, two], ["--format", "ndjson"])
      const lines = stdout.trimEnd().split("\n")
      assert.deepStrictEqual(
        lines.map((line) => JSON.parse(line)),
        [one, two],
      )
    }),
  )

  it.effect("prints JSON that equals what the service sent, and that is safe to print", () =>
    Effect.gen(function* () {
      const [sampled = []] = yield* Arbitrary.sampleEffect(Arbitraries.threads, { count: 1, size: 30, seed: "json" })
      const sent = [...sampled.map(encodeThread), { ...one, id: -77, userUuid: "\u0085\u202e\u2028" }]
      const { stderr, stdout } = yield* printed(sent, ["--format", "json"])
      assert.deepStrictEqual(JSON.parse(stdout), JSON.parse(JSON.stringify(sent)))
      assert.notMatch(stdout.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      assert.strictEqual(stderr, "")
    }),
  )

  it.effect.each([
    ["json", '[\n  {\n    "closed": false,\n    "id": 7\n  }\n]\n'],
    ["ndjson", '{"closed":false,"id":7}\n'],
    ["csv", "closed,id,lastMessageOn\r\nfalse,7,\r\n"],
    ["tsv", "closed\tid\tlastMessageOn\nfalse\t7\t\n"],
    ["table", "CLOSED  ID  LAST MESSAGE\nno      7   -\n"],
  ] as const)("prints %s with the columns in their order", ([format, expected]) =>
    Effect.gen(function* () {
      const { stdout } = yield* printed([one], ["--format", format, "--columns", "closed,id,lastMessageOn"])
      assert.strictEqual(stdout, expected)
    }),
  )

  it.effect.each([
    ["json", "[]\n", ""],
    ["ndjson", "", ""],
    ["csv", "id\r\n", ""],
    ["tsv", "id\n", ""],
    ["table", "", "No threads match.\n"],
  ] as const)("prints no threads as %s", ([format, stdout, stderr]) =>
    Effect.gen(function* () {
      const columns = format.endsWith("json") ? [] : ["--columns", "id"]
      const ended = yield* printed([], ["--format", format, ...columns])
      assert.deepStrictEqual([ended.stdout, ended.stderr], [stdout, stderr])
    }),
  )

  it.effect("prints the service's warnings and a list that was cut off on stderr", () =>
    Effect.gen(function* () {
      const { stderr } = yield* runList([...ids, "--max-results", "1"], {
        respond: () => threadList([one], { warnings: [{ warningCode: "W\u0007", warningDescription: "why" }] }),
      })
      const [warning, cutOff, ...rest] = stderr.split("\n")
      assert.match(warning ?? "", /W\\u\{7\}: why$/)
      assert.match(cutOff ?? "", /--max-results 1\b/)
      assert.deepStrictEqual(rest, [""])
    }),
  )

  it.effect("prints CSV with the delimiter, the byte order mark and the formulas that its flags choose", () =>
    Effect.gen(function* () {
      const thread = { ...one, userUuid: " =1+1;2" }
      const csv = ["--format", "csv", "--columns", "id,userUuid"]
      const text = Effect.fnUntraced(function* (...flags: ReadonlyArray<string>) {
        return (yield* printed([thread], [...csv, ...flags])).stdout
      })
      const { id } = one
      assert.strictEqual(yield* text(), `id,userUuid\r\n${id},' =1+1;2\r\n`)
      assert.strictEqual(yield* text("--csv-delimiter", ";"), `id;userUuid\r\n${id};"' =1+1;2"\r\n`)
      assert.strictEqual(yield* text("--csv-delimiter", "tab", "--bom"), `\ufeffid\tuserUuid\r\n${id}\t' =1+1;2\r\n`)
      assert.strictEqual(yield* text("--no-csv-guard"), `id,userUuid\r\n${id}, =1+1;2\r\n`)
    }),
  )

  it.effect.each(["table", "json", "ndjson", "csv", "tsv"])(
    "prints %s without raw control, escape or bidirectional characters, whatever the service sends",
    (format) =>
      Effect.gen(function* () {
        assert.isAtLeast(hostile.length, 40)
        const fields = ["userUuid", "dealerUuid", "customerUuid", "departmentUuid"]
        const customerThreads = hostile.flatMap((text, at) =>
          fields.map((field, nth) => ({ ...one, id: at * 10 + nth, [field]: `a${text}b` })),
        )
        const warnings = hostile.map((text) => ({ warningCode: `W${text}`, warningDescription: `d${text}` }))
        const flags = ["--format", format, "--columns", ["id", ...fields].join(","), "--verbose"]
        const { exitCode, stderr, stdout } = yield* runList([...ids, ...flags], {
          env: { THREADS_CHECK_RESPONSES: "false" },
          respond: () => threadList(customerThreads, { requestUUID: "r\u001b[2J", warnings }),
        })
        assert.strictEqual(exitCode, 0)
        assert.notMatch(format === "tsv" ? stdout.replaceAll("\t", "") : withoutRecordEnds(stdout), raw)
        assert.notMatch(stderr, raw)
        const heads = format === "ndjson" ? 0 : 1
        if (format !== "json") assert.lengthOf(stdout.trimEnd().split("\n"), customerThreads.length + heads)
      }),
  )

  it.effect.each(["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "\u00a0+", "   -", "\u3000@"])(
    "prints CSV without a cell that a spreadsheet reads as a formula, if it begins with %j",
    (prefix) =>
      Effect.gen(function* () {
        const userUuid = `${prefix}HYPERLINK("http://example.test")`
        const { stdout } = yield* printed([{ ...one, userUuid }], ["--format", "csv", "--columns", "userUuid,id"])
        assert.match(stdout.split("\r\n")[1]?.replace(/^"/, "") ?? "", /^['\\]/)
      }),
  )

  it.effect("waits for a slow reader of stdout", () =>
    Effect.gen(function* () {
      const latch = yield* Latch.make()
      const warned = () => threadList([one], { warnings: [{ warningCode: "W" }] })
      const running = yield* Effect.forkChild(runList(ids, { respond: warned, beforeStdout: latch.await }))
      for (let turn = 0; turn < 100; turn += 1) yield* Effect.promise(() => new Promise(setImmediate))
      assert.isUndefined(running.pollUnsafe())
      yield* latch.open
      const { exitCode, stderr, stdout } = yield* Fiber.join(running)
      assert.strictEqual(exitCode, 0)
      assert.isNotEmpty(stdout)
      assert.include(stderr, "W")
    }),
  )
})
