import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { formatInstant, makeInstant, parseInstant } from "../src/wire/instants.ts"

const first = -62_167_219_200_000
const last = 253_402_300_799_999
const Millis = Schema.Int.check(Schema.isBetween({ minimum: first, maximum: last }))

describe("parseInstant", () => {
  it.prop("reads back every instant that is written", [Millis], ([millis]) => {
    assert.strictEqual(parseInstant(formatInstant(millis)), millis)
    assert.strictEqual(parseInstant(millis), millis)
  })

  it.prop(
    "agrees with Effect's DateTime on every offset, with a colon or without",
    [Millis, Schema.Int.check(Schema.isBetween({ minimum: -23 * 60 - 59, maximum: 23 * 60 + 59 }))],
    ([millis, offset]) => {
      const sign = offset < 0 ? "-" : "+"
      const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((n) =>
        String(n).padStart(2, "0"),
      )
      const local = millis + offset * 60_000
      if (local < first || local > last) return
      const text = formatInstant(local).slice(0, -1)
      const expected = DateTime.makeUnsafe(`${text}${sign}${hours}:${minutes}`).epochMilliseconds
      assert.strictEqual(expected, millis)
      assert.strictEqual(parseInstant(`${text}${sign}${hours}:${minutes}`), expected)
      assert.strictEqual(parseInstant(`${text}${sign}${hours}${minutes}`), expected)
    },
  )

  it.each([
    ["2025-03-28T11:34:43.272Z", 1_743_161_683_272],
    ["2025-03-28T11:34:43.272+0000", 1_743_161_683_272],
    ["2025-03-28T11:34:43Z", 1_743_161_683_000],
    ["2025-03-28T11:34:43.2Z", 1_743_161_683_200],
    ["2025-03-28T11:34:43.272999999Z", 1_743_161_683_272],
    ["2024-02-29T00:00:00Z", 1_709_164_800_000],
    ["2000-02-29T00:00:00Z", 951_782_400_000],
    ["1600-02-29T00:00:00Z", -11_670_998_400_000],
    ["0000-01-01T00:00:00.000Z", first],
    ["9999-12-31T23:59:59.999Z", last],
    ["1970-01-01T00:00:00-00:00", 0],
    ["1970-01-01T23:59:00+23:59", 0],
    ["1970-01-01T23:00:00+2300", 0],
    ["1970-01-01T00:01:00-23:59", 86_400_000],
    ["2025-03-28t11:34:43.272z", 1_743_161_683_272],
    ["2025-03-28t17:04:43.272+0530", 1_743_161_683_272],
    ["2024-02-29T23:59:59.999999999-0001", 1_709_251_259_999],
    ["0000-02-29T00:00:00Z", -62_162_121_600_000],
    ["0000-01-01T00:00:00-00:01", -62_167_219_140_000],
    ["9999-12-31T23:59:59+00:01", 253_402_300_739_000],
  ])("reads %s", (text, millis) => assert.strictEqual(parseInstant(text), millis))

  it.each([
    "",
    "0",
    "1743161683272",
    "2025-02-30T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2200-02-29T00:00:00Z",
    "2025-04-31T00:00:00Z",
    "2025-06-31T00:00:00Z",
    "2025-09-31T00:00:00Z",
    "2025-11-31T00:00:00Z",
    "2025-12-32T00:00:00Z",
    "x2025-01-01T00:00:00Z",
    "2025/01-01T00:00:00Z",
    "2025-01/01T00:00:00Z",
    "2025-01-01T00.00:00Z",
    "2025-01-01T00:00.00Z",
    "2025-01-1/T00:00:00Z",
    "2025-01-01T00:00:00*00:00",
    "2025-00-01T00:00:00Z",
    "2025-13-01T00:00:00Z",
    "2025-01-00T00:00:00Z",
    "2025-01-01T24:00:00Z",
    "2025-01-01T00:60:00Z",
    "2025-01-01T00:00:60Z",
    "2025-01-01T00:00:00",
    "2025-01-01",
    "2025-01-01 00:00:00Z",
    "2025-1-1T00:00:00Z",
    "2025-01-01T00:00:00.Z",
    "2025-01-01T00:00:00.0000000000Z",
    "2025-01-01T00:00:00+24:00",
    "2025-01-01T00:00:00+00:60",
    "2025-01-01T00:00:00+00",
    "+002025-01-01T00:00:00Z",
    "2025-01-01T00:00:00Z ",
    "2025-01-01T00:00:00+00:00Z",
    "2025-01-01T00:00:00Z+00:00",
    "2025-01-01T00:00:00+00:00+00:00",
    "2025-01-01T00:00:00+0:00",
    "2025-01-01T00:00:00\u221200:00",
    "2025-01-01T00:00:00.000\n",
    "2025-01-01T00:00:00Z\n",
    "2100-02-29T00:00:00Z",
    "0000-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "٢٠٢٥-01-01T00:00:00Z",
  ])("refuses %j", (text) => assert.isNaN(parseInstant(text)))

  it.prop(
    "accepts the days that exist, and no others",
    [Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9_999 }))],
    ([year]) => {
      const digits = (value: number, length: number) => String(value).padStart(length, "0")
      for (let month = 1; month <= 12; month += 1) {
        for (let day = 27; day <= 32; day += 1) {
          const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`
          const millis = new Date(0).setUTCFullYear(year, month - 1, day)
          const exists = new Date(millis).getUTCDate() === day
          assert.deepStrictEqual([date, parseInstant(`${date}T00:00:00Z`)], [date, exists ? millis : Number.NaN])
        }
      }
    },
  )

  it.each([first - 1, last + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15])("refuses %d", (millis) =>
    assert.isNaN(parseInstant(millis)),
  )
})

describe("makeInstant", () => {
  it.prop("makes the instants of DateTime", [Millis], ([millis]) =>
    assert.deepStrictEqual(makeInstant(millis), DateTime.makeUnsafe(millis)),
  )
})
