import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Result, Schema } from "effect"
import { parseToml } from "../../config/toml.ts"
import { setInProfile } from "./editProfile.ts"

const structured = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe("setInProfile", () => {
  it.effect("changes the meaning of a file by the one setting alone, or fails, whatever the file", () =>
    Effect.gen(function* () {
      const pieces = [
        "[default]",
        "[ default ] # c",
        '["default"]',
        "[b]",
        "[default.x]",
        "[[b]]",
        "attempts = 1",
        'attempts = "1" # "c"',
        "'attempts'=1",
        'department = """',
        '"""',
        "department = '''[default]'''",
        "# attempts = 2",
        "",
        "  attempts  =  1_0",
        "concurrency = [",
        "]",
      ]
      let changed = 0
      const texts = Arbitrary.array(Arbitrary.schema(Schema.Literals(pieces)), { maxLength: 8 })
      for (const lines of yield* Arbitrary.sampleEffect(texts, { count: 3_000, size: 8, seed: "files" })) {
        for (const end of ["\n", "\r\n"]) {
          const text = lines.join(end)
          const result = setInProfile(text, "default", "attempts", "7")
          if (Result.isFailure(result)) continue
          changed++
          const before = Result.getOrThrow(parseToml(text))
          const after = Result.getOrThrow(parseToml(result.success))
          const table = (before.default ?? {}) as object
          assert.deepEqual(structured(after), structured({ ...before, default: { ...table, attempts: 7 } }))
          const comments = (one: string) => one.split("\n").filter((line) => line.startsWith("#")).length
          assert.strictEqual(comments(result.success), comments(text))
        }
      }
      assert.isAbove(changed, 1_000)
    }),
  )
})
