import { formatIssue, formatIssues, printable, schemaIssues } from "@customer-threads/domain/text"
import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"

describe("printable", () => {
  it("cuts text after the limit", () => {
    assert.strictEqual(printable("a".repeat(20), 10), `${"a".repeat(10)}…`)
    assert.strictEqual(printable("a".repeat(1_001)), `${"a".repeat(1_000)}…`)
  })

  it("escapes a control character", () => assert.strictEqual(printable("a\u0007b"), "a\\u{7}b"))
})

describe("schemaIssues", () => {
  const Rows = Schema.Struct({
    rows: Schema.Array(Schema.Struct({ id: Schema.Int, name: Schema.optionalKey(Schema.String) })),
  })
  const decode = Schema.decodeUnknownResult(Rows, { errors: "all", onExcessProperty: "error" })
  const issuesOf = (input: unknown, ...root: ReadonlyArray<string>) => [
    ...schemaIssues(Result.getOrThrow(Result.flip(decode(input))), ...root),
  ]

  it("lists each wrong place with what belongs there, without the value", () =>
    assert.sameDeepMembers(issuesOf({ rows: [{ id: 1 }, { id: "secret", name: 7, other: 1 }, {}] }), [
      { path: "rows[1].id", expected: "number" },
      { path: "rows[1].name", expected: "string" },
      { path: "rows[1].other", expected: "no property of this name" },
      { path: "rows[2].id", expected: "a value" },
    ]))

  it("begins each path with the root", () => {
    assert.deepStrictEqual(issuesOf({ rows: 7 }, "body"), [{ path: "body.rows", expected: "array" }])
    assert.deepStrictEqual(issuesOf(7, "body"), [{ path: "body", expected: "object" }])
  })

  it("has an empty path for the value itself", () =>
    assert.deepStrictEqual(issuesOf(7), [{ path: "", expected: "object" }]))
})

describe("formatIssue", () => {
  it("leaves an empty path out", () =>
    assert.strictEqual(formatIssue({ path: "", expected: "object" }), "expected object"))

  it("escapes a path that a terminal would act on", () =>
    assert.strictEqual(formatIssue({ path: "\u001b[31m", expected: "a value" }), "\\u{1b}[31m: expected a value"))

  it("joins several issues in one line", () =>
    assert.strictEqual(
      formatIssues([
        { path: "a", expected: "string" },
        { path: "b[0]", expected: "number" },
      ]),
      "a: expected string; b[0]: expected number",
    ))
})
