import { deepStrictEqual } from "node:assert/strict"
import { answerFromJson, ListThreadsResponse, threadToJson } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { measure } from "./measure.ts"
import { type Benchmark, nanoseconds, type Row } from "./Row.ts"
import { threadJsons } from "./sampleThreads.ts"

const isWire = Schema.is(ListThreadsResponse)

/** The threads of a response, from its text. */
const threadsIn = (text: string) => {
  const answer = Result.getOrThrow(answerFromJson(JSON.parse(text)))
  if (answer._tag === "Errors") throw new Error("the sample holds no errors")
  return answer.threads
}

const row = (count: number, small: boolean): ReadonlyArray<Row> => {
  const customerThreads = threadJsons(count, { customers: 1 })
  const text = JSON.stringify({ customerThreads, requestUUID: "r", errors: [], warnings: [] })
  deepStrictEqual(threadsIn(text).map(threadToJson), customerThreads)
  if (!isWire(JSON.parse(text))) throw new Error("the sample is as documented")
  const times = measure(
    { parse: () => JSON.parse(text), wire: () => isWire(JSON.parse(text)), domain: () => threadsIn(text) },
    { rounds: small ? 3 : 31, millis: small ? 2 : 40 },
  )
  const floor = "JSON.parse of the same text"
  return [
    {
      what: `${count} threads, checked`,
      floor,
      ratio: times.wire / times.parse,
      bound: 1.15,
      figure: nanoseconds(times.wire),
    },
    {
      what: `${count} threads, to domain threads with instants`,
      floor,
      ratio: times.domain / times.parse,
      bound: 1.5,
      figure: nanoseconds(times.domain),
    },
  ]
}

export const decode: Benchmark = {
  title: "Decoding a response",
  run: async (small) => (small ? [10, 100] : [10, 100, 1_000, 10_000]).flatMap((count) => row(count, small)),
}
