import { ThreadQuery } from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { Option, Struct } from "effect"
import { flagNames } from "../../flags/query.ts"
import { fingerprintOf } from "./fingerprint.ts"
import { differences } from "./journal.ts"

describe("the fingerprint of an export", () => {
  const csv = { delimiter: ",", bom: false, guard: true }
  const fingerprint = (asked: ThreadQuery) =>
    fingerprintOf({ columns: undefined, csv, query: asked }, { timeZone: Option.none() }, "https://example.test", [])

  it.prop(
    "differs in the flag of each property of the query but the customer",
    [Arbitraries.query, Arbitraries.query],
    ([asked, other]) => {
      for (const property of Struct.keys(Struct.omit(ThreadQuery.fields, ["customerUuid"]))) {
        const changed = fingerprint(ThreadQuery.from({ ...asked, [property]: other[property] }))
        assert.deepStrictEqual(
          differences({ export: 2, asked: fingerprint(asked), overwrite: false }, changed),
          asked[property] === other[property] ? [] : [`--${flagNames[property]}`],
        )
      }
    },
  )
})
