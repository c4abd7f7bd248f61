import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Result } from "effect"
import { cases } from "../../../../../test/support/depth.ts"
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
  until: "flushed" | "incomplete" | "finished",
  meanwhile: () => void = () => {},
) {
  const files = yield* exportFiles(output)
  const open = yield* openExport(files, asked, beginning)
  const writer = yield* makeExportWriter(files, open, head)
  for (const customer of customers.filter((one) => !open.customers.has(one))) {
    yield* writer.add(customer, customer.length % 3, recordsOf(customer))
  }
  yield* writer.flush
  meanwhile()
  if (until !== "flushed") yield* writer.finish(until === "finished")
  return open
}, Effect.scoped)

const customers = ["a", "bb", "ccc", "dddd", "eeeee"]
const whole = (text: string) => text.split("\r\n").toSorted().join()
const expected = whole(head + customers.map(recordsOf).join(""))

const begun = Effect.flatMap(temporaryFolder, (folder) => {
  const output = `${folder}/out.csv`
  return Effect.as(exporting(output, customers.slice(0, 4), "new", "flushed"), output)
})

/** The content of every file of an export. */
const contentOf = (output: string) =>
  [output, `${output}.part`, `${output}.journal`].map((path) =>
    existsSync(path) ? readFileSync(path, "latin1") : undefined,
  )

/** Resumes. Either every customer is then in the file once, or the export is refused and its files are as before. */
const resumesOrRefuses = Effect.fnUntraced(function* (output: string, what: string) {
  const before = contentOf(output)
  const result = yield* Effect.result(exporting(output, customers, "resume", "finished"))
  if (Result.isFailure(result)) {
    assert.strictEqual(result.failure._tag, "CliError", what)
    assert.match(result.failure.message, /^--resume: .*(not what the export wrote|is damaged|begun with other)/, what)
    assert.deepStrictEqual(contentOf(output), before, what)
    return undefined
  }
  assert.strictEqual(whole(readFileSync(output, "utf8")), expected, what)
  assert.isFalse(existsSync(`${output}.journal`), what)
  return result.success.customers.size
})

const flipped = (bytes: Buffer, index: number, bit: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[index] = (copy[index] ?? 0) ^ (1 << bit)
  return copy
}

describe("the files of an export", () => {
  for (const name of ["part", "journal"] as const) {
    it.live(`hold every customer once after resuming with a ${name} that is cut at any byte`, () =>
      Effect.gen(function* () {
        let least = Number.POSITIVE_INFINITY
        const size = statSync(`${yield* begun}.${name}`).size
        const lines = readFileSync(`${yield* begun}.journal`, "utf8").split("\n")
        const head = lines.slice(0, 2).join("\n").length + 1
        for (let kept = size - (size % cases(13, 1)); kept >= 0; kept -= cases(13, 1)) {
          const output = yield* begun
          truncateSync(`${output}.${name}`, kept)
          const found = yield* resumesOrRefuses(output, `${name} cut at ${kept}`)
          // The program syncs the first two lines before it writes threads, so a crash does not cut them.
          if (found === undefined) assert.isTrue(name === "journal" && kept < head, `${name} cut at ${kept}`)
          else {
            assert.isAtMost(found, least)
            least = found
          }
        }
        assert.strictEqual(least, 0)
      }).pipe(Effect.provide(platform)),
    )

    it.live(`are right or left as they are after resuming with any byte of the ${name} changed`, () =>
      Effect.gen(function* () {
        const size = statSync(`${yield* begun}.${name}`).size
        for (let index = 0; index < size; index += cases(13, 1)) {
          const output = yield* begun
          const file = `${output}.${name}`
          writeFileSync(file, flipped(readFileSync(file), index, index % 8))
          yield* resumesOrRefuses(output, `${name}, byte ${index}`)
        }
      }).pipe(Effect.provide(platform)),
    )
  }

  it.live("hold every customer once after resuming with other bytes after the confirmed ones", () =>
    Effect.gen(function* () {
      const rubbish = ["\0\0\0\0", "\n\n", '["x"]\n', '["eeeee",2,3]\n', '["eeeee",2,99999]\n', "null\n", "\u00ff\n"]
      for (const more of rubbish) {
        const output = yield* begun
        appendFileSync(`${output}.part`, more)
        appendFileSync(`${output}.journal`, more)
        assert.strictEqual(yield* resumesOrRefuses(output, more), 4)
      }
    }).pipe(Effect.provide(platform)),
  )

  type Lines = ReadonlyArray<string>
  const rearranged: ReadonlyArray<readonly [string, (lines: Lines, other: Lines) => Lines]> = [
    ["two lines swapped", ([a, b, c, d, ...rest]) => [a!, b!, d!, c!, ...rest]],
    ["a line twice", ([a, b, c, ...rest]) => [a!, b!, c!, c!, ...rest]],
    ["a line less", ([a, b, _, ...rest]) => [a!, b!, ...rest]],
    ["its first line less", ([_, ...rest]) => rest],
    ["lines of another export at its end", (lines, other) => [...lines, ...other.slice(2)]],
    ["all lines of another export", (_, other) => other],
    ["the lines of another export after the first two", ([a, b], other) => [a!, b!, ...other.slice(2)]],
    ["no lines", () => []],
    ["an old version", () => ['{"export":1,"asked":{"--department":"d"},"overwrite":false}', '["a",1,20]']],
  ]
  it.live.each(rearranged)("are right or left as they are after resuming with a journal with %s", ([what, change]) =>
    Effect.gen(function* () {
      const output = yield* begun
      const other = `${yield* temporaryFolder}/out.csv`
      yield* exporting(other, ["ccc", "bb", "x"], "new", "flushed")
      const linesOf = (path: string) => readFileSync(`${path}.journal`, "utf8").trimEnd().split("\n")
      const lines = change(linesOf(output), linesOf(other))
      writeFileSync(`${output}.journal`, lines.map((line) => `${line}\n`).join(""))
      yield* resumesOrRefuses(output, what)
    }).pipe(Effect.provide(platform)),
  )

  const foreign = ["", "id\r\n", "x".repeat(5), "x".repeat(1_000)]
  it.live.each(foreign)("are refused if the part is another file: %j", (content) =>
    Effect.gen(function* () {
      const output = yield* begun
      rmSync(`${output}.part`)
      writeFileSync(`${output}.part`, content)
      const found = yield* resumesOrRefuses(output, content)
      assert.strictEqual(found === undefined, content !== "")
    }).pipe(Effect.provide(platform)),
  )

  it.live("are refused if another file has the name of a finished output, of the same size and inode too", () =>
    Effect.gen(function* () {
      for (const change of [
        (bytes: Buffer) => flipped(bytes, 3, 1),
        (bytes: Buffer) => Buffer.concat([bytes, bytes]),
      ]) {
        const output = `${yield* temporaryFolder}/out.csv`
        yield* exporting(output, customers.slice(0, 4), "new", "incomplete")
        writeFileSync(output, change(readFileSync(output)))
        assert.isUndefined(yield* resumesOrRefuses(output, "another output"))
      }
    }).pipe(Effect.provide(platform)),
  )

  it.live("are resumed after a finished output was copied to another disk and back", () =>
    Effect.gen(function* () {
      const output = `${yield* temporaryFolder}/out.csv`
      yield* exporting(output, customers.slice(0, 4), "new", "incomplete")
      const bytes = readFileSync(output)
      rmSync(output)
      writeFileSync(output, bytes)
      assert.strictEqual(yield* resumesOrRefuses(output, "a copy"), 4)
    }).pipe(Effect.provide(platform)),
  )

  const replacements: ReadonlyArray<readonly [string, (path: string) => void]> = [
    ["removed", () => {}],
    ["replaced by a file", (path) => writeFileSync(path, "of another program")],
    ["replaced by a copy of itself", (path) => copyFileSync(`${path}.old`, path)],
    ["replaced by a link to itself", (path) => symlinkSync(`${path}.old`, path)],
    ["replaced by a folder", (path) => mkdirSync(path)],
  ]
  const replaced = ["part", "journal"].flatMap((name) => replacements.map(([how, replace]) => ({ name, how, replace })))
  it.live.each(replaced)("are not handed over if the $name is $how during the run", ({ name, replace }) =>
    Effect.gen(function* () {
      const output = `${yield* temporaryFolder}/out.csv`
      const path = `${output}.${name}`
      const error = yield* exporting(output, customers, "new", "finished", () => {
        renameSync(path, `${path}.old`)
        replace(path)
      }).pipe(Effect.flip)
      assert.include(error.message, `${path} was replaced or removed while the export ran`)
      assert.isFalse(existsSync(output))
      assert.strictEqual(whole(readFileSync(name === "part" ? `${path}.old` : `${output}.part`, "utf8")), expected)
    }).pipe(Effect.provide(platform)),
  )
})
