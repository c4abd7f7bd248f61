import { deepStrictEqual } from "node:assert/strict"
import { encodeThread, parseThreads } from "@customer-threads/http-api"
import * as Effect from "effect/Effect"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { collect } from "./collect.ts"
import { measure } from "./measure.ts"
import { type Benchmark, timeRow } from "./Row.ts"
import { threadJsons } from "./sampleThreads.ts"

const MAX_BYTES = 560

/** Measures the bytes of the heap that a result keeps. */
const bytesOf = (make: () => unknown): number => {
  collect()
  const before = process.memoryUsage().heapUsed
  const kept = make()
  collect()
  const after = process.memoryUsage().heapUsed
  return kept === undefined ? Number.NaN : after - before
}

const parseLines = (text: string): ReadonlyArray<unknown> =>
  text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]))

const loadThreads = (text: string) => Effect.runSync(parseThreads(text))

export const load: Benchmark = {
  title: "Load and keep threads",
  run: async (small) => {
    const count = small ? 2_000 : 1_000_000
    const jsons = threadJsons(count, { customers: count / 10 })
    const text = jsons.map((json) => `${JSON.stringify(json)}\n`).join("")
    const some = jsons.slice(0, 1_000)
    const head = some.map((json) => JSON.stringify(json)).join("\n")
    deepStrictEqual(loadThreads(head).map(encodeThread), some)
    deepStrictEqual(parseLines(head), some)
    jsons.length = 0
    const parsed = bytesOf(() => parseLines(text)) / count
    const indexed = bytesOf(() => ThreadIndex.of(loadThreads(text))) / count
    const { floor, ours } = await measure(
      { floor: () => parseLines(text), ours: () => loadThreads(text) },
      { rounds: 3, millis: 1 },
    )
    return [
      timeRow({
        what: `load ${count} threads from NDJSON`,
        baseline: "JSON.parse line by line",
        floor,
        ours,
        atMost: 3,
      }),
      {
        what: `memory per thread of ${count}, indexes included`,
        baseline: `JSON.parse, without an index: ${parsed.toFixed(0)} bytes`,
        bound: { text: `${MAX_BYTES} bytes`, isMet: indexed <= MAX_BYTES },
        measured: `${indexed.toFixed(0)} bytes`,
      },
    ]
  },
}
