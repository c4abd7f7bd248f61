import { assert, describe, it } from "@effect/vitest"
import * as CliOutput from "effect/cli/CliOutput"
import { alignColumns } from "./alignColumns.ts"

const cells = (rows: ReadonlyArray<ReadonlyArray<string>>) => rows.map((row) => row.map((text) => ({ text })))

describe("alignColumns", () => {
  it("aligns by how wide a cell prints, and leaves no space at the end of a line", () => {
    assert.deepStrictEqual(
      alignColumns(
        cells([
          ["漢", "b", ""],
          ["a", "", "c"],
        ]),
      ),
      ["漢  b", "a      c"],
    )
  })

  it("knows without looking it up that a symbol of a state is one cell wide", () => {
    for (const symbol of "●○✓▪…") {
      assert.strictEqual(CliOutput.displayWidth(symbol), 1)
      assert.deepStrictEqual(alignColumns(cells([[symbol, "b"]])), [`${symbol}  b`])
    }
  })

  it("aligns more rows than a function takes arguments", () => {
    const lines = alignColumns(cells(Array.from({ length: 300_000 }, (_, at) => [String(at), "x"])))
    assert.lengthOf(lines, 300_000)
    assert.strictEqual(lines[7], "7       x")
  })

  it("cuts the widest columns until the line fits, by how wide they print, and paints what is left", () => {
    const paint = (shown: string) => `<${shown}>`
    const rows = [[{ text: "1234" }, { text: "漢字漢字漢字漢字" }, { text: "abcdefghijkl", paint }]]
    assert.deepStrictEqual(alignColumns(rows, 24), ["1234  漢字漢…   <abcdefg…>"])
    assert.deepStrictEqual(alignColumns(rows, 1), ["1234  漢字…   <abcde…>"])
    assert.deepStrictEqual(alignColumns(rows, 30, new Set([2])), ["1234  漢字漢字漢字漢字  <abcde…>"])
    assert.deepStrictEqual(alignColumns(rows, 36), ["1234  漢字漢字漢字漢字  <abcdefghijkl>"])
  })
})
