import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result, Schema } from "effect"
import { type Fault, parseFault, printFault } from "../../src/faults/Fault.ts"
import { FaultPlan } from "../../src/faults/FaultPlan.ts"
import { drawMillis } from "../../src/faults/kinds/latency.ts"
import { seededRandom } from "../../src/random/seededRandom.ts"

const faults = (...texts: ReadonlyArray<string>): ReadonlyArray<Fault> =>
  texts.map((text) => Result.getOrThrow(parseFault(text)))

/** Lists the faults that are due for each of the next requests, each with a random number of its injection. */
const due = (plan: FaultPlan, requests: number) =>
  Array.from({ length: requests }, () =>
    plan.next([]).map(({ fault, random }) => `${printFault(fault)} ${random.nextDoubleUnsafe()}`),
  )

const anySet = Arbitrary.array(
  Arbitrary.schema(Schema.Literals(["status=503 50%", "latency=normal(1s,1s) 12.5%", "reset 3rd", "html first=2"])),
  { maxLength: 4 },
)

describe("FaultPlan", () => {
  it.prop("decides the same for the same seed", [anySet], ([texts]) => {
    const set = faults(...texts)
    assert.deepStrictEqual(due(new FaultPlan(7, set), 20), due(new FaultPlan(7, set), 20))
  })

  it("decides differently for another seed, and the same after the faults are set again", () => {
    const set = faults("status=503 50%", "latency=uniform(0ms,1s)")
    const plan = new FaultPlan(1, set)
    const first = due(plan, 50)
    assert.notDeepEqual(due(new FaultPlan(2, set), 50), first)
    plan.set(set)
    assert.deepStrictEqual(due(plan, 50), first)
  })

  it("injects into the n-th request, the first n, a share of them, or all", () => {
    const plan = new FaultPlan(0, faults("status=500 3rd", "status=501 first=2", "status=503 30%", "status=599"))
    due(plan, 1_000)
    const [third, firsts, share, all] = plan.tallies
    assert.deepStrictEqual([third?.given, firsts?.given, all?.given, all?.met], [1, 2, 1_000, 1_000])
    assert.isTrue(share !== undefined && share.given > 250 && share.given < 350, JSON.stringify(share))
  })

  it("draws delays from their distribution, between 0 and an hour", () => {
    const delays = (text: string) => {
      const [fault] = faults(text)
      if (fault?.kind !== "latency") return assert.fail(text)
      return Array.from({ length: 2_000 }, (_, index) => drawMillis(fault.value, seededRandom(`${text} ${index}`)))
    }
    const mean = (all: ReadonlyArray<number>) => all.reduce((sum, one) => sum + one, 0) / all.length
    const uniform = delays("latency=uniform(100ms,300ms)")
    assert.isTrue(Math.min(...uniform) >= 100 && Math.max(...uniform) <= 300)
    assert.closeTo(mean(uniform), 200, 10)
    const normal = delays("latency=normal(200ms,50ms)")
    assert.closeTo(mean(normal), 200, 10)
    assert.closeTo(mean(normal.map((one) => (one - 200) ** 2)) ** 0.5, 50, 5)
    assert.strictEqual(Math.min(...delays("latency=normal(10ms,1s)")), 0)
    assert.strictEqual(Math.max(...delays("latency=normal(1h,1h)")), 3_600_000)
  })

  it("draws the same numbers on every machine", () => {
    const random = seededRandom("42")
    const drawn = [random.nextDoubleUnsafe(), random.nextDoubleUnsafe(), random.nextDoubleUnsafe()]
    assert.deepStrictEqual(drawn, [0.9799809517816361, 0.8068542643336315, 0.6817599322273439])
  })
})
