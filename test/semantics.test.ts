import { existsSync, readFileSync } from "node:fs"
import { laws } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"

const root = new URL("..", import.meta.url)
const page = readFileSync(new URL("docs/semantics.md", root), "utf8")

/** The rows of the table that begins with these titles. */
const table = (titles: string): ReadonlyArray<ReadonlyArray<string>> => {
  const [, after = ""] = page.split(`${titles}\n`)
  return after
    .split("\n")
    .slice(1)
    .slice(
      0,
      after
        .split("\n")
        .slice(1)
        .findIndex((line) => !line.startsWith("|")),
    )
    .map((line) => line.slice(2, -2).split(" | "))
}

describe("docs/semantics.md", () => {
  it("states the laws of the registry, in its order, with their source, and no others", () => {
    assert.deepStrictEqual(
      table("| law | statement | source |"),
      laws.map(({ name, source, statement }) => [name, statement, source]),
    )
  })

  it("names an existing test beside every row about the wire", () => {
    const rows = table("| topic | what holds | source | checked by |")
    assert.isAbove(rows.length, 15)
    for (const row of rows) {
      assert.lengthOf(row, 4, row.join(" | "))
      assert.isTrue(existsSync(new URL((row[3] ?? "").replaceAll("`", ""), root)), row[3])
    }
  })

  it("has as many documented laws as the README says", () => {
    const documented = laws.filter(({ source }) => source === "documented").length
    const readme = readFileSync(new URL("README.md", root), "utf8")
    assert.include(readme, `The vendor documents ${documented} of the ${laws.length} laws.`)
  })

  it("gives every law a name of its own", () => {
    assert.strictEqual(new Set(laws.map(({ name }) => name)).size, laws.length)
  })
})
