import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { parseFault } from "../../src/faults/parseFault.ts"
import { printFault } from "../../src/faults/printFault.ts"
import { anyFault } from "./anyFault.ts"

const read = (text: string) => printFault(Result.getOrThrow(parseFault(text)))

describe("parseFault", () => {
  it.prop("reads what printFault writes", [anyFault], ([fault]) => {
    assert.deepStrictEqual(Result.getOrThrow(parseFault(printFault(fault))), fault)
  })

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
    ["html", "html=200"],
    ["errors", "errors=STAND_IN_ERROR"],
    ["warnings=W", "warnings=W"],
    ["content-type", "content-type=text/plain"],
    ["rate-limit=2s", "rate-limit=2s"],
    ["rate-limit=2 minutes first=2", "rate-limit=2m first=2"],
    ["drip=1s", "drip=1s"],
  ])("reads %s as %s", (text, meaning) => assert.strictEqual(read(text), meaning))

  it.each([
    ["", "kind", "one of latency, status, rate-limit, html"],
    ["statsu=503", "kind", "one of latency"],
    ["constructor", "kind", "one of latency"],
    ["status", "status", "a whole number from 400 to 599"],
    ["status=200", "status", "a whole number from 400 to 599"],
    ["status=5e2", "status", "a whole number from 400 to 599"],
    ["latency", "latency", "a duration"],
    ["latency=0.5ms", "latency", "whole milliseconds"],
    ["latency=seconds 30%", "latency", "a duration"],
    ["latency=200", "latency", "a duration from 0s to 1h, such as 30s"],
    ["latency=61m", "latency", "a duration from 0s to 1h"],
    ["latency=normal(200ms)", "latency", "200ms, uniform(100ms,300ms) or normal(200ms,50ms)"],
    ["latency=uniform(2s,1s)", "latency", "uniform(LEAST,MOST), the least first"],
    ["rate-limit=200ms", "rate-limit", "whole seconds"],
    ["reset=1", "reset", "no value"],
    ["errors=a b", "occasion", "30%, n=3, 3rd, first=2 or always"],
    ["errors=<b>", "errors", "a code"],
    ["content-type=x", "content-type", "a media type"],
    ["status=503 0%", "occasion", "30%, n=3, 3rd, first=2 or always"],
    ["status=503 101%", "occasion", "30%"],
    ["status=503 30", "occasion", "30%"],
    ["status=503 n=0", "n", "a whole number from 1"],
    ["status=503 first=x", "first", "a whole number from 1"],
    ["status=503 30% n=3", "occasion", "one alone"],
  ])("refuses %j, naming its %s", (text, part, expected) => {
    const failure = Result.getOrThrow(Result.flip(parseFault(text)))
    assert.strictEqual(failure.part, part)
    assert.isTrue(failure.expected.startsWith(expected), failure.expected)
    assert.strictEqual(failure.message, `${part} of "${text}": expected ${failure.expected}`)
  })

  it("prints a refused text without what a terminal would act on", () => {
    const { message } = Result.getOrThrow(Result.flip(parseFault("\u001b[31m\n")))
    assert.include(message, 'kind of "\\u{1b}[31m\\u{a}": expected')
  })
})
