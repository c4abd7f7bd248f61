import { type DurationInput, durationBetween, formatDuration } from "@customer-threads/http-api/settings"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Duration, Result, Schema } from "effect"

const UpToAnHour = durationBetween("0s", "1h")
const fromText = Schema.toCodecStringTree(UpToAnHour)

const millisOf = (codec: Schema.Codec<Duration.Duration, unknown>) => (input: unknown) =>
  Result.map(Schema.decodeUnknownResult(codec)(input), Duration.toMillis)

describe("durationBetween", () => {
  it.each([
    ["0s", 0],
    ["200ms", 200],
    ["30s", 30_000],
    ["5m", 300_000],
    ["1h", 3_600_000],
    ["1.5s", 1_500],
    ["30 seconds", 30_000],
    ["1 minute", 60_000],
    ["100 millis", 100],
    ["0 seconds", 0],
  ])("reads %s, from text and from a program", (text, millis) => {
    assert.deepStrictEqual(millisOf(fromText)(text), Result.succeed(millis))
    assert.deepStrictEqual(millisOf(UpToAnHour)(text), Result.succeed(millis))
  })

  const inputs: ReadonlyArray<readonly [DurationInput, number]> = [
    [5_000, 5_000],
    [1_000_000n, 1],
    [[1, 500_000_000], 1_500],
    [{ minutes: 1, seconds: 30 }, 90_000],
    [Duration.hours(1), 3_600_000],
    ["30s", 30_000],
  ]
  it.each(inputs)("reads everything that Effect accepts from a program: %o", (input, millis) => {
    assert.deepStrictEqual(millisOf(UpToAnHour)(input), Result.succeed(millis))
  })

  const refused = [
    "",
    "soon",
    "1d",
    "30",
    "30 s",
    "30S",
    " 30s",
    "30s ",
    "1h 30m",
    "1e3s",
    "s",
    ".5s",
    "-1s",
    "-1 seconds",
  ]
  const outside = ["3600001ms", "61m", "1 day", "Infinity", "-Infinity"]
  it.each([...refused, ...outside])("refuses the text %j with one sentence and without the text", (text) => {
    const error = Result.getOrThrow(Result.flip(Schema.decodeUnknownResult(fromText)(text)))
    assert.strictEqual(error.message, "Expected a duration from 0s to 1h, such as 30s")
  })

  it.each([Number.NaN, -1, 3_600_001, Number.POSITIVE_INFINITY, null, true, "soon"])(
    "refuses %o from a program with the same sentence",
    (input) => {
      const error = Result.getOrThrow(Result.flip(Schema.decodeUnknownResult(UpToAnHour)(input)))
      assert.strictEqual(error.message, "Expected a duration from 0s to 1h, such as 30s")
    },
  )

  it("accepts both of its bounds and nothing outside them", () => {
    const codec = durationBetween("5 seconds", "24 hours")
    assert.strictEqual(Schema.resolveAnnotations(codec)?.expected, "a duration from 5s to 24h, such as 30s")
    const accepts = (input: DurationInput) => Result.isSuccess(Schema.decodeUnknownResult(codec)(input))
    assert.deepStrictEqual(
      ["5s", 4_999, "1 day", 86_400_001].map((input) => accepts(input as DurationInput)),
      [true, false, true, false],
    )
  })
})

describe("formatDuration", () => {
  it.each([
    [0, "0s"],
    [100, "100ms"],
    [1_500, "1500ms"],
    [30_000, "30s"],
    [90_000, "90s"],
    [5_400_000, "90m"],
    [7_200_000, "2h"],
    [172_800_000, "48h"],
  ])("prints %i ms as %s", (millis, text) => {
    assert.strictEqual(formatDuration(Duration.millis(millis)), text)
  })

  const lengths = Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 3_600_000 })))
  it.prop("prints what the codec reads back, a fraction of a millisecond included", [lengths], ([length]) => {
    for (const duration of [
      Duration.millis(length),
      Duration.seconds(length % 3_600),
      Duration.micros(BigInt(length)),
    ]) {
      const text = formatDuration(duration)
      assert.strictEqual(Schema.encodeSync(fromText)(duration), text)
      assert.isTrue(Duration.equals(Schema.decodeUnknownSync(fromText)(text), duration), text)
    }
  })
})
