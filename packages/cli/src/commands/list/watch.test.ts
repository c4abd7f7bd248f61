import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { canaries, type Options, start } from "../../../test/support/inProcess.ts"
import { json, recordedHttp, threadList } from "../../../test/support/recordedHttp.ts"
import { ids, one, two } from "../../../test/support/runList.ts"

/** Starts `threads list --watch 30s`. The service responds with one thing after the other, the last one again and again. */
const watch = Effect.fnUntraced(function* (
  responses: ReadonlyArray<() => Response>,
  args: ReadonlyArray<string> = [],
  options: Options = {},
) {
  const { layer, requests } = recordedHttp((_, count) => responses[Math.min(count, responses.length) - 1]?.())
  const started = yield* start(["list", ...ids, "--watch", "30s", "--columns", "id,closed", ...args], {
    ...options,
    env: { ...canaries, THREADS_ATTEMPTS: "1" },
    http: layer,
  })
  return { ...started, requests }
})

const changing = [() => threadList([one]), () => threadList([{ ...one, closed: true }, two])]

describe("threads list --watch", () => {
  it.effect("lists again after each interval, marks what is new or changed, and ends with 130 when interrupted", () =>
    Effect.gen(function* () {
      const { interrupt, requests, stdout } = yield* watch(changing)
      yield* stdout.matching(/7 +no\n$/)
      yield* TestClock.adjust("29 seconds")
      assert.lengthOf(requests, 1)
      yield* TestClock.adjust("1 second")
      yield* stdout.matching(/\+ .*\n$/)
      const { exitCode, stderr, stdout: printed } = yield* interrupt
      assert.deepStrictEqual([exitCode, stderr], [130, ""])
      assert.deepStrictEqual(printed.split("\n"), [
        "1 threads at 1970-01-01T00:00:00.000Z",
        "  ID  CLOSED",
        "  7   no",
        "2 threads at 1970-01-01T00:00:30.000Z",
        "   ID  CLOSED",
        "~  7   yes",
        "+  -8  yes",
        "",
      ])
    }),
  )

  it.effect("clears a terminal before each table, and counts the threads that are gone", () =>
    Effect.gen(function* () {
      const { stdout } = yield* watch([() => threadList([one, two]), () => threadList([one])], [], {
        terminal: { columns: 80 },
      })
      yield* stdout.matching(/8 +yes\n$/)
      yield* TestClock.adjust("30 seconds")
      yield* stdout.matching(/1 threads at [^\n]*, 1 gone\n/)
      assert.deepStrictEqual(
        stdout.text.split("\u001b[H\u001b[2J").map((table) => table.split("\n").length - 1),
        [0, 4, 3],
      )
    }),
  )

  it.effect("prints nothing more to a file while nothing changes", () =>
    Effect.gen(function* () {
      const { requests, stdout } = yield* watch([() => threadList([one])])
      yield* stdout.matching(/7 +no\n$/)
      const first = stdout.text
      yield* TestClock.adjust("30 seconds")
      yield* TestClock.adjust("30 seconds")
      assert.isAtLeast(requests.length, 2)
      assert.strictEqual(stdout.text, first)
    }),
  )

  it.effect("prints new and changed threads alone with --format ndjson", () =>
    Effect.gen(function* () {
      const { stdout } = yield* watch(
        [() => threadList([one, two]), () => threadList([{ ...one, closed: true }, two])],
        ["--format", "ndjson"],
      )
      yield* stdout.matching(/-8,[^\n]*\n$/)
      yield* TestClock.adjust("30 seconds")
      yield* stdout.matching(/^{"id":7,"closed":false}\n{"id":-8,"closed":true}\n{"id":7,"closed":true}\n$/)
    }),
  )

  it.effect("reports a failure that may pass, and waits as long as its Retry-After", () =>
    Effect.gen(function* () {
      const { requests, stderr, stdout } = yield* watch([
        () => threadList([one]),
        () => json("", 429, { "retry-after": "60" }),
        () => threadList([one, two]),
      ])
      yield* stdout.matching(/7 +no\n$/)
      yield* TestClock.adjust("30 seconds")
      yield* stderr.matching(/^threads: [^\n]+\n$/)
      yield* TestClock.adjust("59 seconds")
      assert.lengthOf(requests, 2)
      yield* TestClock.adjust("1 second")
      yield* stdout.matching(/\+ +-8 /)
    }),
  )

  it.effect("ends with a failure that repeating does not mend", () =>
    Effect.gen(function* () {
      const { ended, stdout } = yield* watch([() => threadList([one]), () => json("", 401)])
      yield* stdout.matching(/7 +no\n$/)
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual((yield* ended).exitCode, 3)
    }),
  )
})
