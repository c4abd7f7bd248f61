import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result } from "effect"
import type { Fault } from "../../src/faults/Fault.ts"
import { FaultPlan } from "../../src/faults/FaultPlan.ts"
import { parseFault } from "../../src/faults/parseFault.ts"
import { printFault } from "../../src/faults/printFault.ts"
import { seededRandom } from "../../src/random/seededRandom.ts"
import { anyFault } from "./anyFault.ts"

const faults = (...texts: ReadonlyArray<string>): ReadonlyArray<Fault> =>
  texts.map((text) => Result.getOrThrow(parseFault(text)))

const given = (plan: FaultPlan, requests: number) =>
  Array.from({ length: requests }, () => {
    const { delayMillis, faults } = plan.next([])
    return `${delayMillis} ${faults.map(printFault).join("; ")}`
  })

describe("FaultPlan", () => {
  it.prop("gives the same faults for the same seed", [Arbitrary.array(anyFault, { maxLength: 4 })], ([set]) => {
    assert.deepStrictEqual(given(new FaultPlan(7, set), 20), given(new FaultPlan(7, set), 20))
  })

  it("gives others for another seed, and the same ones after they are set again", () => {
    const set = faults("status=503 50%", "latency=uniform(0ms,1s)")
    const plan = new FaultPlan(1, set)
    const first = given(plan, 50)
    assert.notDeepEqual(given(new FaultPlan(2, set), 50), first)
    plan.set(set)
    assert.deepStrictEqual(given(plan, 50), first)
  })

  it("gives the n-th, the first n, a share of them, or all", () => {
    const plan = new FaultPlan(0, faults("status=500 3rd", "status=501 first=2", "status=503 30%", "status=599"))
    given(plan, 1_000)
    const [third, firsts, share, all] = plan.tallies
    assert.deepStrictEqual([third?.given, firsts?.given, all?.given, all?.met], [1, 2, 1_000, 1_000])
    assert.isTrue(share !== undefined && share.given > 250 && share.given < 350, JSON.stringify(share))
  })

  it("waits as long as its distribution says, and never less than nothing", () => {
    const delays = (text: string) => {
      const plan = new FaultPlan(3, faults(text))
      return Array.from({ length: 2_000 }, () => plan.next([]).delayMillis)
    }
    const mean = (all: ReadonlyArray<number>) => all.reduce((sum, one) => sum + one, 0) / all.length
    const uniform = delays("latency=uniform(100ms,300ms)")
    assert.isTrue(Math.min(...uniform) >= 100 && Math.max(...uniform) <= 300)
    assert.closeTo(mean(uniform), 200, 10)
    const normal = delays("latency=normal(200ms,50ms)")
    assert.closeTo(mean(normal), 200, 10)
    assert.closeTo(mean(normal.map((one) => (one - 200) ** 2)) ** 0.5, 50, 5)
    assert.isAtLeast(Math.min(...delays("latency=normal(10ms,1s)")), 0)
  })

  it("draws the numbers that it drew on every machine before", () => {
    const random = seededRandom("42")
    const drawn = [random.nextDoubleUnsafe(), random.nextDoubleUnsafe(), random.nextDoubleUnsafe()]
    assert.deepStrictEqual(drawn, [0.9799809517816361, 0.8068542643336315, 0.6817599322273439])
  })
})
