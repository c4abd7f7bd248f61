import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result, Schema } from "effect"
import { type Fault, parseFault, printFault } from "../../src/faults/Fault.ts"
import type { FaultTrigger } from "../../src/faults/FaultTrigger.ts"
import * as kinds from "../../src/faults/kinds.ts"

const read = (text: string) => printFault(Result.getOrThrow(parseFault(text)))

const hundredths = Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10_000 })))
const n = Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 999_999_999 })))

const trigger = Arbitrary.map(
  Arbitrary.all({ tag: Arbitrary.schema(Schema.Literals(["Always", "Share", "Nth", "First"])), hundredths, n }),
  ({ hundredths, n, tag }): FaultTrigger => {
    if (tag === "Always") return { _tag: tag }
    return tag === "Share" ? { _tag: tag, percent: hundredths / 100 } : { _tag: tag, n }
  },
)

describe("parseFault", () => {
  for (const [kind, { value }] of Object.entries(kinds)) {
    it.prop(
      `parses the text that printFault makes of ${kind}`,
      [Arbitrary.schema<Schema.Codec<unknown, string | undefined>>(value), trigger],
      ([value, trigger]) => {
        const fault = { kind, value, trigger } as Fault
        assert.deepStrictEqual(Result.getOrThrow(parseFault(printFault(fault))), fault)
      },
      // Few durations are whole milliseconds within an hour.
      { arbitrary: { maxDiscards: 20_000 } },
    )
  }

  it.each([
    ["status=503", "status=503"],
    ["  status=503   30% ", "status=503 30%"],
    ["latency=2s", "latency=2s"],
    ["latency=2000ms", "latency=2s"],
    ["latency=30 seconds 30%", "latency=30s 30%"],
    ["latency=100 millis", "latency=100ms"],
    ["latency=1.5s always", "latency=1500ms"],
    ["latency=1m always", "latency=1m"],
    ["latency=normal(200ms,50ms) 12.5%", "latency=normal(200ms,50ms) 12.5%"],
    ["latency=uniform(0ms,1s)", "latency=uniform(0s,1s)"],
    ["latency=uniform(100 millis,1 second) 3rd", "latency=uniform(100ms,1s) n=3"],
    ["reset 1st", "reset n=1"],
    ["reset 22nd", "reset n=22"],
    ["reset 3rd", "reset n=3"],
    ["truncate n=4", "truncate n=4"],
    ["truncate=10 first=2", "truncate=10 first=2"],
    ["drip=2 seconds 30%", "drip=2s 30%"],
    ["html", "html=200"],
    ["errors", "errors=STAND_IN_ERROR"],
    ["warnings=W", "warnings=W"],
    ["content-type", "content-type=text/plain"],
    ["rate-limit=2s", "rate-limit=2s"],
    ["rate-limit=2 minutes first=2", "rate-limit=2m first=2"],
    ["drip=1s", "drip=1s"],
  ])("parses %s as %s", (text, meaning) => assert.strictEqual(read(text), meaning))

  it.each([
    ["", "kind", "one of content-type, drip, errors, html, latency"],
    ["statsu=503", "kind", "one of content-type"],
    ["constructor", "kind", "one of content-type"],
    ["status", "status", "a whole number from 400 to 599"],
    ["status=200", "status", "a whole number from 400 to 599"],
    ["status=5e2", "status", "a whole number from 400 to 599"],
    ["latency", "latency", "a duration"],
    ["latency=200", "latency", "a duration from 0s to 1h, uniform(LEAST,MOST) or normal(MEAN,DEVIATION)"],
    ["latency=61m", "latency", "a duration from 0s to 1h"],
    ["latency=normal(200ms)", "latency", "a duration from 0s to 1h"],
    ["latency=uniform(2s,1s)", "latency", "a duration from 0s to 1h"],
    ["drip=0.5ms", "drip", "whole milliseconds"],
    ["drip=seconds 30%", "drip", "a duration from 0s to 1h"],
    ["rate-limit=200ms", "rate-limit", "whole seconds"],
    ["reset=1", "reset", "no value"],
    ["errors=a b", "trigger", "one of 30%, n=3, 3rd, first=2 and always"],
    ["errors=<b>", "errors", "a code"],
    ["content-type=x", "content-type", "a media type"],
    ["status=503 0%", "trigger", "one of 30%, n=3, 3rd, first=2 and always"],
    ["status=503 101%", "trigger", "one of 30%"],
    ["status=503 30", "trigger", "one of 30%"],
    ["status=503 n=0", "trigger", "one of 30%"],
    ["status=503 first=x", "trigger", "one of 30%"],
    ["status=503 30% n=3", "trigger", "one of 30%"],
  ])("refuses %j and names its %s", (text, part, expected) => {
    const failure = Result.getOrThrow(Result.flip(parseFault(text)))
    assert.strictEqual(failure.part, part)
    assert.isTrue(failure.expected.startsWith(expected), failure.expected)
    assert.strictEqual(failure.message, `${part} of "${text}": expected ${failure.expected}`)
  })

  it("prints a refused text without control characters", () => {
    const { message } = Result.getOrThrow(Result.flip(parseFault("\u001b[31m\n")))
    assert.include(message, 'kind of "\\u{1b}[31m\\u{a}": expected')
  })
})
