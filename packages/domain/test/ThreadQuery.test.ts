import { CustomerUuid, DepartmentUuid, InvalidThreadQuery, ThreadQuery } from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Record, Schema } from "effect"

const base = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }

const refuse = (input: unknown) => Effect.flip(ThreadQuery.parse(input))

describe("ThreadQuery", () => {
  it.effect.prop("parses what it is made of, to itself", [Arbitraries.query], ([given]) =>
    Effect.map(ThreadQuery.parse({ ...given }), (parsed) => assert.deepStrictEqual(parsed, given)),
  )

  it.effect("names every wrong property and what belongs there, never the value", () =>
    Effect.gen(function* () {
      const error = yield* refuse({
        departmentUuid: "secret/../value",
        maxResults: 1.5,
        sortOrder: "UP",
        isArchived: "yes",
        isClose: true,
      })
      assert.instanceOf(error, InvalidThreadQuery)
      assert.sameDeepMembers(
        [...error.issues],
        [
          { field: "departmentUuid", expected: "1 to 128 letters, digits, '_' or '-'" },
          { field: "customerUuid", expected: "a value" },
          { field: "maxResults", expected: "a whole number from 0 to 2147483647" },
          { field: "sortOrder", expected: '"ASC" | "DESC"' },
          { field: "isArchived", expected: "boolean" },
          { field: "isClose", expected: "no property of this name" },
        ],
      )
      for (const { expected, field } of error.issues) assert.include(error.message, `${field}: expected ${expected}`)
      assert.notInclude(error.message, "\n")
    }),
  )

  it.effect.each([null, 7, "secret", []])("refuses %j as a whole, without a field", (input) =>
    Effect.gen(function* () {
      const { issues, message } = yield* refuse(input)
      assert.deepStrictEqual([...issues], [{ field: "", expected: "object" }])
      assert.strictEqual(message, "expected object")
    }),
  )

  it.effect("prints an unknown property's name without what a terminal would act on", () =>
    Effect.gen(function* () {
      const { message } = yield* refuse({ ...base, "\u001b[31m\n": 1 })
      assert.strictEqual(message, "\\u{1b}[31m\\u{a}: expected no property of this name")
    }),
  )

  const hostile = [
    "",
    ".",
    "..",
    "../x",
    "a/b",
    "a\\b",
    "%2e%2e",
    "a%2Fb",
    "a b",
    "a?b",
    "a#b",
    "a;b",
    "a:b",
    "a@b",
    "a\u0000b",
    "a\r\nb",
    "é",
    "a".repeat(129),
    " a",
    "a ",
    "a\n",
    "{a}",
  ]
  it.effect.each(hostile)("refuses the path identifier %j", (identifier) =>
    Effect.gen(function* () {
      yield* refuse({ ...base, departmentUuid: identifier })
      yield* refuse({ ...base, customerUuid: identifier })
    }),
  )

  it.effect.prop(
    "accepts a maxResults exactly when it is a whole number from 0 to int32's largest",
    [Schema.Union([Schema.Int, Schema.Finite, Schema.Literals([-1, 0, 1, 2_147_483_647, 2_147_483_648])])],
    ([maxResults]) =>
      Effect.map(Effect.exit(ThreadQuery.parse({ ...base, maxResults })), (exit) =>
        assert.strictEqual(
          exit._tag === "Success",
          Number.isInteger(maxResults) && maxResults >= 0 && maxResults <= 2_147_483_647,
        ),
      ),
  )

  it.each(["a", "Z", "0", "_", "-", "a".repeat(128)])("accepts the path identifier %j", (identifier) => {
    const ids = { departmentUuid: DepartmentUuid.make(identifier), customerUuid: CustomerUuid.make(identifier) }
    assert.deepStrictEqual({ ...new ThreadQuery(ids) }, ids)
  })

  it.effect.each([
    { isArchived: "true" },
    { isClosed: null },
    { isClosed: undefined },
    { sortOrderKey: "CREATED_ON" },
    { sortOrder: "asc" },
    { assigneeUserUuid: 7 },
    { isClose: true },
  ])("does not parse a query with %j", (wrong) =>
    Effect.map(refuse({ ...base, ...wrong }), ({ issues }) =>
      assert.deepStrictEqual(
        issues.map(({ field }) => field),
        Object.keys(wrong),
      ),
    ),
  )

  it.effect("refuses with an error that is caught by its name", () =>
    Effect.gen(function* () {
      const caught = yield* Effect.catchTag(ThreadQuery.parse({}), "InvalidThreadQuery", ({ message }) =>
        Effect.succeed(message),
      )
      assert.strictEqual(caught, "departmentUuid: expected a value; customerUuid: expected a value")
      assert.strictEqual(ThreadQuery.identifier, "@customer-threads/domain/ThreadQuery")
    }),
  )

  it("cannot be constructed with a wrong value", () => {
    assert.throws(() => new ThreadQuery({ ...base, maxResults: -1 }))
    assert.throws(() => new ThreadQuery({ ...base, departmentUuid: DepartmentUuid.make("..") }))
  })

  it.prop("is made from plain values, of which undefined ones are absent", [Arbitraries.query], ([query]) => {
    const input = { ...Record.map(ThreadQuery.fields, () => undefined), ...query }
    assert.deepStrictEqual(ThreadQuery.from(input), query)
  })

  it("cannot be made from wrong values, and names each of them", () => {
    const issuesOf = (make: () => ThreadQuery) => {
      try {
        return make().constructor.name
      } catch (error) {
        assert.instanceOf(error, InvalidThreadQuery)
        return error.issues.map(({ field }) => field)
      }
    }
    const ids = { departmentUuid: "d", customerUuid: "c" }
    assert.deepStrictEqual(
      issuesOf(() => ThreadQuery.from({ ...ids, customerUuid: "..", maxResults: -1 })),
      ["customerUuid", "maxResults"],
    )
    assert.deepStrictEqual(
      // @ts-expect-error a property that does not exist does not compile
      issuesOf(() => ThreadQuery.from({ ...ids, isClose: true })),
      ["isClose"],
    )
    assert.deepStrictEqual(
      // @ts-expect-error a customer is required
      issuesOf(() => ThreadQuery.from({ departmentUuid: "d", customerUuid: undefined })),
      ["customerUuid"],
    )
    assert.deepStrictEqual(
      // @ts-expect-error a flag is true or false
      issuesOf(() => ThreadQuery.from({ ...ids, isClosed: "true" })),
      ["isClosed"],
    )
  })
})
