import { Arbitrary, Schema } from "effect"
import type { Fault, FaultKind, FaultOccasion } from "../../src/faults/Fault.ts"

const between = (minimum: number, maximum: number) =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum })))
const oneOf = <const A extends string>(...values: ReadonlyArray<A>) => Arbitrary.schema(Schema.Literals(values))

const millis = between(0, 3_600_000)
const code = oneOf("E", "a.b-c_D9", "x".repeat(64))

/** Any fault that can be written down. */
export const anyFault: Arbitrary.Arbitrary<Fault> = Arbitrary.map(
  Arbitrary.all({
    kind: between(0, 13),
    occasion: between(0, 3),
    a: millis,
    b: millis,
    code,
    status: between(400, 599),
    htmlStatus: between(200, 599),
    bytes: between(0, 1_000_000),
    percent: between(1, 10_000),
    n: between(1, 1_000_000_000),
    contentType: oneOf("text/plain", "application/xml", "application/vnd.a+json"),
  }),
  ({ a, b, bytes, code, contentType, htmlStatus, kind, n, occasion, percent, status }) => {
    const kinds: ReadonlyArray<FaultKind> = [
      { _tag: "Latency", latency: { _tag: "Fixed", millis: a } },
      { _tag: "Latency", latency: { _tag: "Uniform", from: Math.min(a, b), to: Math.max(a, b) } },
      { _tag: "Latency", latency: { _tag: "Normal", mean: a, deviation: b } },
      { _tag: "Status", status },
      { _tag: "RateLimit" },
      { _tag: "RateLimit", seconds: Math.floor(a / 1_000) },
      { _tag: "Html", status: htmlStatus },
      { _tag: "ContentType", contentType },
      { _tag: "Errors", code },
      { _tag: "Warnings", code },
      { _tag: "Malformed" },
      { _tag: "Reset" },
      bytes % 2 === 0 ? { _tag: "Truncate" } : { _tag: "Truncate", bytes },
      { _tag: "Drip", millis: a },
    ]
    const occasions: ReadonlyArray<FaultOccasion> = [
      { _tag: "Always" },
      { _tag: "Share", percent: percent / 100 },
      { _tag: "Nth", n },
      { _tag: "First", n },
    ]
    return { kind: kinds[kind]!, occasion: occasions[occasion]! }
  },
)
