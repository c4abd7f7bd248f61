import { assert, describe, it } from "@effect/vitest"
import { DateTime, Duration, Effect } from "effect"
import type { Flag } from "effect/cli"
import { run } from "../../test/support/inProcess.ts"
import { flags as exportFlags } from "../commands/export/flags.ts"
import { flags as listFlags } from "../commands/list/flags.ts"
import { flags as serveFlags } from "../commands/serve/flags.ts"
import { platform } from "../platform.ts"

/** Parses the text that a flag is given, whatever the flag's name. */
const parse = <A>(flag: Flag.Flag<A>, text: string) => {
  const flags = new Proxy<Record<string, ReadonlyArray<string>>>({}, { get: () => [text] })
  return flag.parse({ flags, arguments: [] }).pipe(
    Effect.map(([, value]) => value),
    Effect.provide(platform),
  )
}

const ids = ["--department", "d", "--customer", "c"]
const list = ["list", ...ids]
const serve = ["serve"]
const exporting = ["export", "--department", "d", "--customers", "-", "--output", "o.csv"]
const identifier = "1 to 128 letters, digits, '_' or '-'"
const interval = "a duration from 5s to 24h, such as 30s"
const zone = "a time zone such as Europe/Berlin or +02:00"
const baseUrl =
  "an https:// address without credentials, query or fragment, such as https://api.mykaarma.com/communications (http:// only to localhost, 127.0.0.1 or [::1])"
const columns =
  "a comma-separated list of different columns out of id, lastMessageOn, lastDelegationOn, isWaitingForResponse, closed, archived, userUuid, customerUuid, departmentUuid, dealerUuid, state"

describe("a flag", () => {
  const refused: ReadonlyArray<readonly [args: ReadonlyArray<string>, flag: string, value: string, expected: string]> =
    [
      [list, "max-results", "-1", "a whole number from 0 to 2147483647"],
      [list, "max-results", "2147483648", "a whole number from 0 to 2147483647"],
      [list, "max-results", "1.5", "a whole number"],
      [list, "max-results", "ten", "a whole number"],
      [serve, "port", "-1", "a whole number from 0 to 65535"],
      [serve, "port", "65536", "a whole number from 0 to 65535"],
      [serve, "port", "http", "a whole number"],
      [serve, "seed", "-1", "a whole number from 0 to 9007199254740991"],
      [serve, "seed", "9007199254740992", "a whole number"],
      [serve, "fault-seed", "-1", "a whole number from 0 to 9007199254740991"],
      [serve, "threads", "1000001", "a whole number from 0 to 1000000"],
      [serve, "customers", "0", "a whole number from 1 to 1000000"],
      [exporting, "concurrency", "0", "a whole number from 1 to 100"],
      [exporting, "concurrency", "101", "a whole number from 1 to 100"],
      [exporting, "rate", "0", "a whole number from 1 to 1000"],
      [exporting, "rate", "1001", "a whole number from 1 to 1000"],
      [["list", "--customer", "c"], "department", "..", identifier],
      [["list", "--department", "d"], "customer", "a/b", identifier],
      [list, "columns", "id,nome", columns],
      [list, "columns", "id,,closed", columns],
      [list, "columns", "id,id", columns],
      [list, "time-zone", "Mars/Olympus", zone],
      [list, "time-zone", "+05:60", zone],
      [list, "time-zone", "+02:00:30", zone],
      [list, "time-zone", "-12:01", zone],
      [list, "time-zone", "+14:01", zone],
      [list, "time-zone", "+25:00", zone],
      [list, "watch", "4.9 seconds", interval],
      [list, "watch", "25h", interval],
      [list, "watch", "1 day 1 hour", interval],
      [list, "watch", "30", interval],
      [list, "watch", "Infinity", interval],
      [list, "base-url", "http://example.test", baseUrl],
      [list, "base-url", "https://user:password@example.test", baseUrl],
      [list, "base-url", "example.test", baseUrl],
      [list, "profile", "../b", "1 to 64 letters, digits, '_' or '-'"],
      [list, "sort", "id", '"last-message-on" or "last-delegation-on"'],
      [list, "archived", "maybe", '"true" or "yes" or "on" or "1" or "y" or "false" or "no" or "off" or "0" or "n"'],
      [exporting.slice(0, -2), "output", "o.json", "FILE.ndjson or FILE.csv"],
      [exporting.slice(0, -2), "output", ".csv", "FILE.ndjson or FILE.csv"],
    ]
  it.effect.each(refused)("of %j, --%s, refuses %j and says what it must be", ([args, flag, value, expected]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* run([...args, `--${flag}=${value}`]), {
        exitCode: 2,
        stdout: "",
        stderr: `threads: --${flag} must be ${expected}.\nSee: threads ${args[0]} --help\n`,
      })
    }),
  )

  const incomplete: ReadonlyArray<readonly [args: ReadonlyArray<string>, said: string]> = [
    [["list", "--department", "d"], "--customer is required."],
    [["list", "--customer=", "--department", "d"], "--customer needs a value."],
    [[...list, "--max-results"], "--max-results needs a value."],
    [[...list, "--assignee="], "--assignee needs a value."],
    [[...list, "--columns="], "--columns needs a value."],
    [[...list, "--customer", "other"], "--customer is given more than once."],
    [[...list, "--colsed"], "Unknown flag --colsed; did you mean --closed?"],
    [[...list, "--x\u001b[2J"], "Unknown flag --x\\u{1b}[2J."],
    [[...list, "extra\u001b[2J", "more"], "Unexpected argument: extra\\u{1b}[2J more."],
    [["config", "get"], "KEY is required."],
    [
      ["list", "--department", "d", "--customer", "-abc"],
      '--customer needs a value. For one that begins with "-", write --customer=-abc',
    ],
    [
      ["list", "-d", "-xyz", "-c", "c"],
      '--department needs a value. For one that begins with "-", write --department=-xyz',
    ],
  ]
  it.effect.each(incomplete)("in the arguments %j is refused in one line: %s", ([args, said]) =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* run(args)
      assert.strictEqual(exitCode, 2)
      const [line, fix] = stderr.split("\n")
      assert.strictEqual(line, `threads: ${said}`)
      assert.match(`${fix}`, /^See: threads [\w ]+ --help$/)
    }),
  )

  const hostile = ["\u001b[2J", "\r\nthreads: forged", "\u202e", "\u0085", "\u2028", "\ud800"]
  const commands: ReadonlyArray<
    readonly [name: string, flags: Record<string, Flag.Flag<unknown>>, required: ReadonlyArray<string>]
  > = [
    ["list", listFlags, ["--customer=c"]],
    ["serve", serveFlags, []],
    ["export", exportFlags, ["--customers=-", "--output=o.csv"]],
  ]
  it.effect.each(hostile)("refuses %j without printing it", (text) =>
    Effect.gen(function* () {
      let refused = 0
      for (const [name, flags, required] of commands) {
        for (const flag of Object.values(flags)) {
          const error = yield* Effect.match(parse(flag, text), {
            onFailure: (error) => error,
            onSuccess: () => undefined,
          })
          if (error?._tag !== "InvalidValue") continue
          refused += 1
          const given = `--${error.option}=`
          const { stderr } = yield* run([name, ...required.filter((other) => !other.startsWith(given)), given + text])
          assert.match(
            stderr,
            new RegExp(`^threads: --${error.option} must be [ -~]+\\nSee: threads ${name} --help\\n$`),
          )
          assert.notInclude(stderr, "forged")
        }
      }
      assert.isAtLeast(refused, 30)
    }),
  )

  it.effect("decodes its text into the value that the command uses", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* parse(listFlags.columns, "id, state"), yield* parse(listFlags.columns, "id,state"))
      assert.deepInclude(yield* parse(listFlags.columns, "state,id"), { value: ["state", "id"] })
      assert.deepInclude(yield* parse(listFlags.maxResults, "1e3"), { value: 1_000 })
      assert.deepInclude(yield* parse(listFlags.sortOrderKey, "last-delegation-on"), { value: "LAST_DELEGATION_ON" })
      assert.deepInclude(yield* parse(listFlags.baseUrl, "https://a.test/b//"), { value: "https://a.test/b" })
      assert.strictEqual(yield* parse(serveFlags.port, "0"), 0)
      for (const name of ["Europe/Berlin", "+02:00"]) {
        const given = yield* Effect.flatMap(parse(listFlags.timeZone, name), Effect.fromOption)
        assert.strictEqual(DateTime.zoneToString(given), name)
      }
    }),
  )

  it.effect.each([
    ["5s", 5],
    ["30s", 30],
    ["30 seconds", 30],
    ["5m", 300],
    ["1.5 minutes", 90],
    ["1h", 3_600],
    ["24h", 86_400],
    ["1 day", 86_400],
  ] as const)("--watch reads %s as %i seconds", ([text, seconds]) =>
    Effect.gen(function* () {
      const given = yield* Effect.flatMap(parse(listFlags.watch, text), Effect.fromOption)
      assert.strictEqual(Duration.toSeconds(given), seconds)
    }),
  )

  const settings: ReadonlyArray<readonly [args: ReadonlyArray<string>, setting: string, text: string, said: string]> = [
    [["list", "--customer", "c"], "THREADS_DEPARTMENT", "a/b\u001b[2J", identifier],
    [[...list, "--dry-run"], "THREADS_BASE_URL", "https://user:password@example.test", baseUrl],
    [list, "THREADS_PROFILE", "../b", "1 to 64 letters, digits, '_' or '-'"],
    [exporting, "THREADS_CONCURRENCY", "101", "a whole number from 1 to 100"],
    [exporting, "THREADS_CONCURRENCY", "many", "a whole number from 1 to 100"],
  ]
  it.effect.each(settings)("of %j falls back to %s, and the error for %j names it", ([args, setting, text, said]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* run(args, { env: { [setting]: text } }), {
        exitCode: 2,
        stdout: "",
        stderr: `threads: ${setting} must be ${said}; correct the setting.\n`,
      })
    }),
  )
})
