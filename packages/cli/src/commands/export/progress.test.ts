import { assert, describe, it } from "@effect/vitest"
import { durationText, ExportStats, progressBar, progressText } from "./progress.ts"

describe("the progress of an export", () => {
  const tallyAt = (over: number, total: number, failed: number) => {
    const tally = new ExportStats({ total, before: 0, threads: 0, startedAt: 0 })
    tally.exported = over - failed
    tally.failed = failed
    return tally
  }

  it("fits any width, with fewer parts if there is less room", () => {
    for (const [over, total, failed] of [
      [0, 1, 0],
      [1, 3, 1],
      [41_234, 100_000, 77],
      [100_000, 100_000, 0],
    ] as const) {
      for (let width = 1; width <= 200; width += 1) {
        const bar = progressBar(tallyAt(over, total, failed), 60_000, width)
        assert.isAtMost(bar.length, width)
        assert.match(bar, /^([█░]{5,30} {2})?\d/)
      }
    }
    const tally = tallyAt(41_234, 100_000, 77)
    assert.strictEqual(
      progressBar(tally, 60_000, 120),
      "████████████░░░░░░░░░░░░░░░░░░  41%  41,234/100,000  77 failed  1m26s left  687.2/s",
    )
    assert.strictEqual(progressBar(tally, 60_000, 35), "41%  41,234/100,000  77 failed")
    assert.strictEqual(progressText(tally, 60_000), "Exporting: 41%, 41,234/100,000, 77 failed, 1m26s left, 687.2/s")
  })

  it("computes the rate and the time left without the customers of earlier runs", () => {
    const tally = new ExportStats({ total: 100, before: 50, threads: 0, startedAt: 0 })
    assert.strictEqual(progressText(tally, 10_000), "Exporting: 50%, 50/100")
    tally.exported = 60
    assert.strictEqual(progressText(tally, 10_000), "Exporting: 60%, 60/100, 40s left, 1.0/s")
  })

  it("prints durations in seconds, minutes and hours", () => {
    const texts = [400, 9_900, 59_600, 61_000, 3_599_600, 3_725_000, 360_000_000].map(durationText)
    assert.deepStrictEqual(texts, ["0.4s", "9.9s", "1m00s", "1m01s", "1h00m", "1h02m", "100h00m"])
  })
})
