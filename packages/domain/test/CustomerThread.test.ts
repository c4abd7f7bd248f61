import { CustomerThread, Instant } from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"

const firstInstant = new Date("0000-01-01T00:00:00.000Z").getTime()
const lastInstant = new Date("9999-12-31T23:59:59.999Z").getTime()

describe("CustomerThread", () => {
  it.prop("accepts every thread that can be made", [Arbitraries.thread], ([made]) =>
    assert.isTrue(Schema.is(CustomerThread)(made)),
  )

  it.each([firstInstant, -1, 0, lastInstant])("accepts an instant of %d milliseconds", (millis) => {
    assert.isTrue(Schema.is(Instant)(DateTime.makeUnsafe(millis)))
  })

  it.effect.each([firstInstant - 1, lastInstant + 1])("refuses an instant of %d milliseconds, saying why", (millis) =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(Schema.decodeUnknownEffect(Instant)(DateTime.makeUnsafe(millis)))
      assert.include(message, "an instant in the years 0000 to 9999")
    }),
  )

  it.prop("refuses a thread of which any field is of another type", [Arbitraries.thread], ([made]) => {
    for (const field of Object.keys(made)) assert.isFalse(Schema.is(CustomerThread)({ ...made, [field]: [] }), field)
  })
})
