import { Instant, instantFromMillis } from "@customer-threads/domain"
import { assert, describe, expect, it } from "@effect/vitest"
import { DateTime, Equal, Hash, Schema } from "effect"

const Millis = Schema.Int.check(Schema.isBetween({ minimum: -8.64e15, maximum: 8.64e15 }))

describe("instantFromMillis", () => {
  it.prop("makes what DateTime makes, in everything that can be asked of it", [Millis, Millis], ([millis, other]) => {
    const [mine, its] = [instantFromMillis(millis), DateTime.makeUnsafe(millis)]
    assert.isTrue(DateTime.isDateTime(mine) && DateTime.isUtc(mine))
    assert.isTrue(Equal.equals(mine, its) && Equal.equals(its, mine))
    assert.strictEqual(Hash.hash(mine), Hash.hash(its))
    assert.strictEqual(DateTime.formatIso(mine), DateTime.formatIso(its))
    assert.strictEqual(JSON.stringify(mine), JSON.stringify(its))
    assert.strictEqual(String(mine), String(its))
    assert.deepStrictEqual(DateTime.toParts(mine), DateTime.toParts(its))
    assert.deepStrictEqual(DateTime.toParts(mine), DateTime.toParts(its))
    assert.strictEqual(
      DateTime.Order(mine, DateTime.makeUnsafe(other)),
      DateTime.Order(its, DateTime.makeUnsafe(other)),
    )
    assert.strictEqual(
      DateTime.distance(mine, DateTime.makeUnsafe(other)).toString(),
      DateTime.distance(its, DateTime.makeUnsafe(other)).toString(),
    )
    assert.deepStrictEqual(Object.keys(mine), Object.keys(its))
    assert.strictEqual(Schema.is(Schema.DateTimeUtc)(mine), true)
  })

  it("makes what compares equal in tests, before and after it was taken apart", () => {
    const [mine, its] = [instantFromMillis(1_743_161_683_272), DateTime.makeUnsafe(1_743_161_683_272)]
    expect(mine).toStrictEqual(its)
    assert.deepStrictEqual(mine, its)
    DateTime.toParts(mine)
    DateTime.toParts(its)
    expect(mine).toStrictEqual(its)
    assert.deepStrictEqual(mine, its)
    assert.isTrue(Schema.is(Instant)(mine))
  })
})
