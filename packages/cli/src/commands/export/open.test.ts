import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { temporaryFolder } from "../../../../../test/support/temporaryFolder.ts"
import { System } from "../../system.ts"
import { exportFiles } from "./files.ts"
import { type Beginning, openExport } from "./open.ts"
import { makeExportWriter } from "./writer.ts"

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

const begun = Effect.flatMap(temporaryFolder, (folder) => {
  const output = `${folder}/out.csv`
  return Effect.as(exporting(output, customers.slice(0, 4), "new", "flushed"), output)
})

describe("the files of an export", () => {
  for (const name of ["part", "journal"]) {
    it.live(`hold every customer once after resuming with a ${name} that is torn at any byte`, () =>
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

  it.live("hold every customer once after resuming with rubbish after the confirmed bytes", () =>
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
