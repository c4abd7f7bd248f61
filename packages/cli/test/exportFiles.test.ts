import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { exportFiles } from "../src/commands/export/files.ts"
import { type Beginning, openExport } from "../src/commands/export/open.ts"
import { durationText, ExportStats, progressBar, progressText } from "../src/commands/export/progress.ts"
import { makeExportWriter } from "../src/commands/export/writer.ts"
import { System } from "../src/system.ts"

const system = Layer.succeed(System, { platform: process.platform, userId: undefined, node: process.execPath })
const platform = Layer.mergeAll(NodeFileSystem.layer, NodePath.layer, system)
const asked = { "--department": "d" }
const head = "id,é\r\n"
const recordsOf = (customer: string) => `${customer},ü\r\n`.repeat(customer.length % 3)

/** Begins or resumes an export of these customers, and goes as far as `until`. */
const exporting = Effect.fnUntraced(function* (
  output: string,
  customers: ReadonlyArray<string>,
  beginning: Beginning,
  until: "flushed" | "finished",
) {
  const files = yield* exportFiles(output)
  const open = yield* openExport(files, asked, beginning)
  const writer = yield* makeExportWriter(files, open, head)
  for (const customer of customers.filter((one) => !open.customers.has(one))) {
    yield* writer.add(customer, customer.length % 3, recordsOf(customer))
  }
  yield* writer.flush
  if (until === "finished") yield* writer.finish(true)
  return open
}, Effect.scoped)

const customers = ["a", "bb", "ccc", "dddd", "eeeee"]
const whole = (text: string) => text.split("\r\n").toSorted().join()
const expected = whole(head + customers.map(recordsOf).join(""))

const begun = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(`${tmpdir()}/threads-export-`)),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true })),
).pipe(
  Effect.flatMap((folder) => {
    const output = `${folder}/out.csv`
    return Effect.as(exporting(output, customers.slice(0, 4), "new", "flushed"), output)
  }),
)

describe("the files of an export", () => {
  for (const name of ["part", "journal"]) {
    it.live(`hold every customer once after going on from a ${name} that is torn at any byte`, () =>
      Effect.gen(function* () {
        const output = yield* begun
        const torn = `${output}.${name}`
        const [part, journal] = [readFileSync(`${output}.part`), readFileSync(`${output}.journal`)]
        let least = Number.POSITIVE_INFINITY
        for (let size = name === "part" ? part.length : journal.length; size >= 0; size -= 1) {
          rmSync(output, { force: true })
          writeFileSync(`${output}.part`, part)
          writeFileSync(`${output}.journal`, journal)
          truncateSync(torn, size)
          const { customers: kept } = yield* exporting(output, customers, "resume", "finished")
          assert.strictEqual(whole(readFileSync(output, "utf8")), expected, `${name} torn at ${size}`)
          assert.isFalse(existsSync(`${output}.journal`))
          // The less there is, the less is kept: nothing is made up.
          assert.isAtMost(kept.size, least)
          least = kept.size
        }
        assert.strictEqual(least, 0)
      }).pipe(Effect.provide(platform)),
    )
  }

  it.live("hold every customer once after going on from files with rubbish behind what is confirmed", () =>
    Effect.gen(function* () {
      const output = yield* begun
      const [part, journal] = [readFileSync(`${output}.part`), readFileSync(`${output}.journal`)]
      const rubbish = ["\0\0\0\0", "\n\n", '["x"]\n', '["eeeee",2,3]\n', '["eeeee",2,99999]\n', "null\n", "\u00ff\n"]
      for (const more of rubbish) {
        rmSync(output, { force: true })
        writeFileSync(`${output}.part`, Buffer.concat([part, Buffer.from(more)]))
        writeFileSync(`${output}.journal`, Buffer.concat([journal, Buffer.from(more)]))
        const { customers: kept } = yield* exporting(output, customers, "resume", "finished")
        assert.strictEqual(kept.size, 4)
        assert.strictEqual(whole(readFileSync(output, "utf8")), expected)
      }
    }).pipe(Effect.provide(platform)),
  )
})

describe("the progress of an export", () => {
  const tallyAt = (over: number, total: number, failed: number) => {
    const tally = new ExportStats({ total, before: 0, threads: 0, startedAt: 0 })
    tally.exported = over - failed
    tally.failed = failed
    return tally
  }

  it("fits any width, and tells less where there is less room", () => {
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

  it("reckons the rate and the time left without what was there before", () => {
    const tally = new ExportStats({ total: 100, before: 50, threads: 0, startedAt: 0 })
    assert.strictEqual(progressText(tally, 10_000), "Exporting: 50%, 50/100")
    tally.exported = 60
    assert.strictEqual(progressText(tally, 10_000), "Exporting: 60%, 60/100, 40s left, 1.0/s")
  })

  it("writes durations in seconds, minutes and hours", () => {
    const texts = [400, 9_900, 59_600, 61_000, 3_599_600, 3_725_000, 360_000_000].map(durationText)
    assert.deepStrictEqual(texts, ["0.4s", "9.9s", "1m00s", "1m01s", "1h00m", "1h02m", "100h00m"])
  })
})
