import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { parseFault } from "../../src/faults/parseFault.ts"
import { printFault } from "../../src/faults/printFault.ts"
import { anyFault } from "./anyFault.ts"

const read = (text: string) =>
  Result.match(parseFault(text), { onSuccess: printFault, onFailure: ({ message }) => `refused: ${message}` })

describe("parseFault", () => {
  it.prop("reads what printFault writes", [anyFault], ([fault]) => {
    assert.deepStrictEqual(Result.getOrThrow(parseFault(printFault(fault))), fault)
  })

  it.each([
    ["status=503", "status=503"],
    ["  status=503   30% ", "status=503 30%"],
    ["latency=2s", "latency=2000ms"],
    ["latency=1m always", "latency=60000ms"],
    ["latency=normal(200ms,50ms) 12.5%", "latency=normal(200ms,50ms) 12.5%"],
    ["latency=uniform(0ms,1s)", "latency=uniform(0ms,1000ms)"],
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
    ["drip=1s", "drip=1000ms"],
  ])("reads %s as %s", (text, meaning) => assert.strictEqual(read(text), meaning))

  it.each([
    ["", '"" is no fault; expected one of latency, status, rate-limit, html'],
    ["statsu=503", '"statsu" is no fault'],
    ["constructor", '"constructor" is no fault'],
    ["status", "status: expected a whole number from 400 to 599"],
    ["status=200", "status: expected a whole number from 400 to 599"],
    ["status=5e2", "status: expected a whole number from 400 to 599"],
    ["latency", "latency: expected a duration"],
    ["latency=200", "latency: expected a duration of at most an hour, as in 200ms, 2s or 1m"],
    ["latency=61m", "latency: expected a duration of at most an hour"],
    ["latency=normal(200ms)", "latency: expected 200ms, uniform(100ms,300ms) or normal(200ms,50ms)"],
    ["latency=uniform(2s,1s)", "the least first"],
    ["rate-limit=200ms", "rate-limit: expected whole seconds"],
    ["reset=1", "reset: expected no value"],
    ["errors=a b", "no occasion"],
    ["errors=<b>", "errors: expected a code"],
    ["content-type=x", "content-type: expected a media type"],
    ["status=503 0%", '"0%" is no occasion; expected 30%, n=3, 3rd, first=2 or always'],
    ["status=503 101%", "is no occasion"],
    ["status=503 30", '"30" is no occasion'],
    ["status=503 n=0", "n: expected a whole number from 1"],
    ["status=503 first=x", "first: expected a whole number from 1"],
    ["status=503 30% n=3", "expected a fault and one occasion"],
    ["\u001b[31m", '"\\u{1b}[31m" is no fault'],
  ])("refuses %j, saying what is wrong in one line", (text, said) => {
    assert.include(read(text), `refused: `)
    assert.include(read(text), said)
  })
})
