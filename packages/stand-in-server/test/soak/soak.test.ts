import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { soak } from "./soak.ts"

describe("the stand-in under load", () => {
  it.live("responds to every request as specified, among faults and malformed requests, without a growing heap", () =>
    Effect.gen(function* () {
      const report = yield* Effect.promise(() => soak(2, 100))
      assert.deepStrictEqual(report.wrong, [])
      assert.isAbove(report.correct, 200)
      assert.isAbove(report.faults, 20)
      assert.isBelow(report.heapAfter - report.heapBefore, 16_000_000, JSON.stringify(report))
    }),
  )
})
