import {
  CustomerUuid,
  DepartmentUuid,
  InvalidThreadQuery,
  MAX_RESULTS_LIMIT,
  ThreadQuery,
} from "@customer-threads/domain"
import { query } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"

const base = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }

const refuse = (input: unknown) => Effect.flip(ThreadQuery.parse(input))

describe("ThreadQuery", () => {
  it.effect.prop("parses what it is made of, to itself", [query], ([given]) =>
    Effect.map(ThreadQuery.parse({ ...given }), (parsed) => assert.deepStrictEqual(parsed, given)),
  )

  it.effect("names every wrong field, what would be right, and no value", () =>
    Effect.gen(function* () {
      const error = yield* refuse({
        departmentUuid: "secret/../value",
        maxResults: 1.5,
        sortOrder: "UP",
        isArchived: "yes",
        isClose: true,
      })
      assert.instanceOf(error, InvalidThreadQuery)
      assert.include(error.message, "departmentUuid: expected 1 to 128 letters, digits, '_' or '-'")
      assert.include(error.message, "customerUuid: is missing")
      assert.include(error.message, `maxResults: expected a whole number from 0 to ${MAX_RESULTS_LIMIT}`)
      assert.include(error.message, 'sortOrder: expected "ASC" | "DESC"')
      assert.include(error.message, "isArchived: expected boolean")
      assert.include(error.message, "isClose: is not a known property")
      assert.notInclude(error.message, "secret")
      assert.notInclude(error.message, "\n")
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

  it.effect("refuses with an error that is caught by its name", () =>
    Effect.gen(function* () {
      const caught = yield* Effect.catchTag(ThreadQuery.parse({}), "InvalidThreadQuery", ({ message }) =>
        Effect.succeed(message),
      )
      assert.strictEqual(caught, "departmentUuid: is missing; customerUuid: is missing")
      assert.strictEqual(ThreadQuery.identifier, "@customer-threads/domain/ThreadQuery")
    }),
  )

  it("cannot be constructed with a wrong value", () => {
    assert.throws(() => new ThreadQuery({ ...base, maxResults: -1 }))
    assert.throws(() => new ThreadQuery({ ...base, departmentUuid: DepartmentUuid.make("..") }))
  })
})
