import {
  CustomerUuid,
  DepartmentUuid,
  ServiceWarning,
  ThreadId,
  ThreadList,
  ThreadQuery,
} from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"

const scope = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }
const threads = [1, 2].map((id) => ({ id: ThreadId.make(id), archived: false, closed: false, ...scope }))

describe("ThreadList", () => {
  it.each([
    [undefined, false],
    [0, true],
    [1, true],
    [2, true],
    [3, false],
  ])("with a maxResults of %s and two threads says of more of them: %s", (maxResults, mayBeTruncated) => {
    const query = new ThreadQuery({ ...scope, ...(maxResults === undefined ? {} : { maxResults }) })
    assert.deepStrictEqual(ThreadList.make(query, threads), { threads, warnings: [], mayBeTruncated })
  })

  it("holds what a server said beside the threads, and no property for what it did not say", () => {
    const query = new ThreadQuery(scope)
    const warnings = [{ warningCode: "W" }]
    const list = { threads, warnings: [], mayBeTruncated: false }
    assert.deepStrictEqual(ThreadList.make(query, threads, { requestUuid: "r", warnings }), {
      ...list,
      requestUuid: "r",
      warnings,
    })
    assert.deepStrictEqual(ThreadList.make(query, threads, { requestUuid: undefined, warnings: undefined }), list)
    assert.deepStrictEqual(ThreadList.make(query, threads, {}), list)
  })
})

describe("ServiceWarning", () => {
  it.each([{}, { warningCode: "W" }, { warningDescription: "careful" }])("may be %j", (warning) =>
    assert.isTrue(Schema.is(ServiceWarning)(warning)),
  )

  it.each([{ warningCode: 7 }, { warningDescription: null }])("may not be %j", (warning) =>
    assert.isFalse(Schema.is(ServiceWarning)(warning)),
  )
})
