import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { one, printed, two } from "../../test/support/runList.ts"

const now = Date.parse("2025-03-28T14:40:00Z")
const terminal = { columns: 120 }

describe("threadTable", () => {
  it.effect("aligns the columns by how wide they print, and escapes control characters", () =>
    Effect.gen(function* () {
      const full = {
        ...one,
        id: 12_345_678_901,
        archived: true,
        closed: true,
        userUuid: "漢字\u001b[31m\u202e",
        lastMessageOn: "2025-03-28T11:34:43.272Z",
        lastDelegationOn: 0,
        isWaitingForResponse: true,
      }
      const { stdout } = yield* printed([full, { ...one, userUuid: "ann" }])
      assert.deepStrictEqual(stdout.split("\n"), [
        "ID           LAST MESSAGE          LAST DELEGATION       STATE                            ASSIGNEE",
        "12345678901  2025-03-28 11:34:43Z  1970-01-01 00:00:00Z  ● waiting  ✓ closed  ▪ archived  漢字\\u{1b}[31m\\u{202e}",
        "7            -                     -                     ○ open                           ann",
        "",
      ])
    }),
  )

  it.effect.each([
    ["how long ago an instant was, on a terminal", [], terminal, /^-8 +3h ago +3h ago /m],
    ["instants in UTC with --utc", ["--utc"], terminal, / 2025-03-28 11:34:43Z /],
    ["instants in a zone with --time-zone", ["--time-zone", "+05:30"], terminal, / 2025-03-28 17:04:43\+05:30 /],
    ["instants in UTC, if stdout is no terminal", [], undefined, / 2025-03-28 11:34:43Z /],
  ] as const)("shows %s", ([, args, onTerminal, shown]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const { stdout } = yield* printed([two], args, { terminal: onTerminal, env: { NO_COLOR: "1" } })
      assert.match(stdout, shown)
    }),
  )

  it.effect("shows no relative time in CSV on a terminal", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      assert.notInclude((yield* printed([two], ["--format", "csv"], { terminal })).stdout, "ago")
    }),
  )

  it.effect.each([
    ["on a terminal", {}, terminal, true],
    ["on a terminal with NO_COLOR", { NO_COLOR: "1" }, terminal, false],
    ["on a terminal that is dumb", { TERM: "dumb" }, terminal, false],
    ["in a file", {}, undefined, false],
    ["in a file with FORCE_COLOR", { FORCE_COLOR: "1" }, undefined, true],
    ["in a file with FORCE_COLOR=0", { FORCE_COLOR: "0" }, undefined, false],
    ["on a terminal with NO_COLOR and FORCE_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }, terminal, false],
  ] as const)("uses colours or none %s", ([, env, onTerminal, isColored]) =>
    Effect.gen(function* () {
      const { stdout } = yield* printed([two], [], { env, terminal: onTerminal })
      if (isColored) assert.include(stdout, "\u001b[33m● waiting\u001b[39m  \u001b[2m✓ closed\u001b[22m")
      else assert.notInclude(stdout, "\u001b[")
    }),
  )

  it.effect("shows the states as words alone on a dumb terminal", () =>
    Effect.gen(function* () {
      const { stdout } = yield* printed([two], [], { env: { TERM: "dumb" }, terminal })
      assert.match(stdout, / waiting, closed, archived /)
    }),
  )

  it.effect("cuts cells until a line fits into the terminal, by how wide it prints", () =>
    Effect.gen(function* () {
      const wide = { ...two, userUuid: "漢字".repeat(40) }
      const { stdout } = yield* printed([wide, { ...wide, id: 5, userUuid: "🙂".repeat(60) }], [], {
        terminal: { columns: 72 },
        env: { NO_COLOR: "1" },
      })
      const width = (line: string) => [...line].reduce((sum, shown) => sum + (/[漢字🙂]/u.test(shown) ? 2 : 1), 0)
      const lines = stdout.trimEnd().split("\n")
      assert.lengthOf(lines, 3)
      for (const line of lines) assert.isAtMost(width(line), 72)
      assert.include(stdout, "…")
    }),
  )

  it.effect("cuts no cell if stdout is no terminal", () =>
    Effect.gen(function* () {
      const userUuid = "u".repeat(120)
      const streams = ["stdin", "stderr"] as const
      const { stdout } = yield* printed([{ ...two, userUuid }], [], { terminal: { columns: 72, streams } })
      assert.include(stdout, userUuid)
    }),
  )
})
