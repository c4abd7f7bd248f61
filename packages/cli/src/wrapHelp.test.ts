import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { helpDocs } from "../../../scripts/helpDocs.ts"
import { run } from "../test/support/inProcess.ts"
import { settings } from "./config/keys.ts"
import { formatHelp } from "./errors/presenter.ts"
import { wrapHelp } from "./wrapHelp.ts"

const words = (text: string) => text.split(/\s+/)
const helpTexts = Effect.map(helpDocs(), (docs) => docs.map(formatHelp))

describe("help", () => {
  it.live.each([30, 40, 80, 120, 200])("of every command fits into %d columns, with every word", (columns) =>
    Effect.gen(function* () {
      for (const text of yield* helpTexts) {
        const wrapped = wrapHelp(text, columns)
        assert.deepStrictEqual(words(wrapped), words(text))
        for (const line of wrapped.split("\n")) {
          if (line.length > columns) assert.match(line, /^ *(\S+|--\S+(, -\S)? \S+|[a-z-]+ {2,}\S+)$/, line)
        }
      }
    }),
  )

  it.live("has 80 columns if the output is not a terminal, and at least 30", () =>
    Effect.gen(function* () {
      for (const text of yield* helpTexts) {
        assert.strictEqual(wrapHelp(text, 0), wrapHelp(text, 80))
        assert.strictEqual(wrapHelp(text, undefined), wrapHelp(text, 80))
        assert.strictEqual(wrapHelp(text, 5), wrapHelp(text, 30))
      }
    }),
  )

  it.live("names existing settings, and ends with the exit codes and the documentation", () =>
    Effect.gen(function* () {
      const known = [...settings.map(({ name }) => name), "THREADS_PROFILE"]
      for (const text of yield* helpTexts) {
        for (const [, name = ""] of text.matchAll(/\[env: (\w+)\]/g)) assert.include(known, name)
        assert.match(text, /\n\nEXIT CODES\n {2}0 success, .*\n\nDOCUMENTATION\n {2}man threads, /)
      }
    }),
  )

  it.effect("is printed by threads help too", () =>
    Effect.gen(function* () {
      for (const names of [[], ["list"], ["auth", "login"], ["config"]]) {
        const helped = yield* run(["help", ...names])
        assert.deepStrictEqual(helped, yield* run([...names, "--help"]))
        assert.strictEqual(helped.exitCode, 0)
      }
      const { exitCode, stderr } = yield* run(["help", "lst"])
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /Unknown command lst; did you mean list/)
    }),
  )
})
