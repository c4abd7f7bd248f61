import { assert, describe, it } from "@effect/vitest"
import { alignColumns } from "../src/formats/alignColumns.ts"

describe("alignColumns", () => {
  it("aligns by how wide a cell prints, and leaves no space at the end of a line", () => {
    assert.deepStrictEqual(
      alignColumns([
        ["漢", "b", ""],
        ["a", "", "c"],
      ]),
      ["漢  b", "a      c"],
    )
  })

  it("aligns more rows than a function takes arguments", () => {
    const lines = alignColumns(Array.from({ length: 300_000 }, (_, at) => [String(at), "x"]))
    assert.lengthOf(lines, 300_000)
    assert.strictEqual(lines[7], "7       x")
  })
})
