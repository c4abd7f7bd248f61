import { deepStrictEqual } from "node:assert/strict"
import { parseThreads, threadToJson } from "@customer-threads/http-api"
import * as Effect from "effect/Effect"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { collect } from "./collect.ts"
import { measure } from "./measure.ts"
import { atMost, type Benchmark, nanoseconds, type Outcome } from "./Row.ts"
import { threadJsons } from "./sampleThreads.ts"

/** What keeping the outcome takes, in bytes. */
const bytesOf = (make: () => unknown): number => {
  collect()
  const before = process.memoryUsage().heapUsed
  const kept = make()
  collect()
  const after = process.memoryUsage().heapUsed
  return kept === undefined ? Number.NaN : after - before
}

const indexText = (text: string) => ThreadIndex.of(Effect.runSync(parseThreads(text)))

const parseLines = (text: string): ReadonlyArray<unknown> =>
  text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]))

export const load: Benchmark = {
  title: "Loading and keeping threads",
  run: async (small): Promise<Outcome> => {
    const count = small ? 2_000 : 1_000_000
    const jsons = threadJsons(count, { customers: Math.max(1, count / 10) })
    const text = jsons.map((json) => `${JSON.stringify(json)}\n`).join("")
    const some = jsons.slice(0, 1_000)
    const loaded = Effect.runSync(parseThreads(some.map((json) => JSON.stringify(json)).join("\n")))
    deepStrictEqual(loaded.map(threadToJson), some)
    jsons.length = 0
    const parsed = bytesOf(() => parseLines(text)) / count
    const indexed = bytesOf(() => indexText(text)) / count
    const times = await measure(
      { parse: () => parseLines(text), threads: () => Effect.runSync(parseThreads(text)) },
      { rounds: 3, millis: 1 },
    )
    return {
      rows: [
        {
          what: `${count} threads from NDJSON`,
          floor: "JSON.parse line by line",
          ratio: times.threads / times.parse,
          aim: atMost(times.threads / times.parse, 3),
          figure: nanoseconds(times.threads),
        },
        {
          what: `a thread of ${count} in memory, with both indexes, ready to hand out`,
          floor: "the same as JSON.parse leaves it, without an index",
          ratio: indexed / parsed,
          aim: { text: "at most 560 bytes", reached: indexed <= 560 },
          figure: `${indexed.toFixed(0)} bytes (JSON.parse: ${parsed.toFixed(0)})`,
        },
      ],
    }
  },
}
