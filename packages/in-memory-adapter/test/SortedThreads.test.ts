import {
  type CustomerThread,
  CustomerUuid,
  DepartmentUuid,
  instantFromMillis,
  ThreadId,
} from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { SortedThreads } from "../src/SortedThreads.ts"

const scope = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }
const threadOf = (id: number, millis: number | undefined): CustomerThread => ({
  id: ThreadId.make(id),
  archived: false,
  closed: false,
  ...scope,
  ...(millis === undefined ? {} : { lastMessageOn: instantFromMillis(millis) }),
})

const smallestFirst = (a: CustomerThread, b: CustomerThread) => {
  const [x, y] = [a, b].map((one) => one.lastMessageOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY) as [
    number,
    number,
  ]
  return x < y ? -1 : x > y ? 1 : a.id - b.id
}

const every = () => true

describe("SortedThreads", () => {
  it.prop(
    "keeps thousands of threads in order through insertions at either end and between, and deletions, over many blocks",
    [
      Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 997 })),
      Schema.Literals(["newest", "oldest", "anywhere"]),
    ],
    ([step, where]) => {
      const sorted = new SortedThreads("LAST_MESSAGE_ON")
      const count = 3_000
      const instants = Array.from({ length: count }, (_, at) =>
        where === "newest" ? at : where === "oldest" ? -at : (at * step * 31) % 500,
      )
      const all = instants.map((millis, at) => threadOf(at, at % 97 === 0 ? undefined : millis))
      for (const one of all) sorted.add(one)
      const kept = all.filter((one, at) => at % 3 !== 0 || one.id > 2_900)
      for (const one of all) if (!kept.includes(one)) sorted.delete(one)
      const expected = kept.toSorted(smallestFirst)
      assert.strictEqual(sorted.size, kept.length)
      assert.deepStrictEqual(sorted.take("smallest", Number.POSITIVE_INFINITY, every), expected)
      assert.deepStrictEqual(sorted.take("largest", Number.POSITIVE_INFINITY, every), expected.toReversed())
      assert.deepStrictEqual(sorted.take("largest", 700, every), expected.toReversed().slice(0, 700))
      assert.deepStrictEqual(
        sorted.take("smallest", 600, (one) => one.id % 2 === 0),
        expected.filter((one) => one.id % 2 === 0).slice(0, 600),
      )
      for (const one of kept) sorted.delete(one)
      assert.strictEqual(sorted.size, 0)
      assert.deepStrictEqual(sorted.take("smallest", 1, every), [])
    },
    { arbitrary: { runs: 12 } },
  )

  it("has a thread that was added again after it was deleted once", () => {
    const sorted = new SortedThreads("LAST_MESSAGE_ON")
    const one = threadOf(1, 5)
    sorted.add(one)
    sorted.delete(one)
    sorted.add(one)
    assert.deepStrictEqual(sorted.take("largest", 10, every), [one])
  })
})
