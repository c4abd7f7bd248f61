import { type CustomerThread, instantFromMillis, ThreadId } from "@customer-threads/domain"
import { threadFromJson } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { measure } from "./measure.ts"
import { atMost, type Benchmark, nanoseconds, type Outcome, type Row } from "./Row.ts"
import { randomFrom, threadJsons } from "./sampleThreads.ts"

/** Measures the replacement of a thread by one at another place, and the copying of two arrays of as many threads. */
const timesAmong = async (size: number, small: boolean) => {
  const threads = threadJsons(size, { customers: 1 }).map((json) => Result.getOrThrow(threadFromJson(json)))
  const index = ThreadIndex.of(threads)
  const [first, second] = [threads.slice(), threads.slice()]
  const random = randomFrom(7)
  const replace = () => {
    const id = ThreadId.make(1 + Math.floor(random() * size))
    const instant = instantFromMillis(1_650_000_000_000 + Math.floor(random() * 100_000_000_000))
    const thread = { ...(threads[0] as CustomerThread), id, lastMessageOn: instant, lastDelegationOn: instant }
    index.write(new Map([[id, thread]]))
  }
  return measure(
    { copy: () => [first.slice(), second.slice()], replace },
    { rounds: small ? 3 : 21, millis: small ? 2 : 40 },
  )
}

export const write: Benchmark = {
  title: "Writing to the store",
  plot: { title: "Replacing one thread", sizes: "threads that the customer has" },
  run: async (small): Promise<Outcome> => {
    const rows: Array<Row> = []
    const points: Array<NonNullable<Outcome["points"]>[number]> = []
    for (const size of small ? [100, 1_000] : [100, 10_000, 100_000]) {
      const { copy, replace } = await timesAmong(size, small)
      rows.push({
        what: `a change that moves a thread, among ${size}`,
        floor: `copying two arrays of ${size} threads`,
        ratio: replace / copy,
        ...(size === 100 ? {} : { aim: atMost(replace / copy, 3) }),
        figure: nanoseconds(replace),
      })
      points.push({ series: "ours", size, nanoseconds: replace }, { series: "copying", size, nanoseconds: copy })
    }
    return { rows, points }
  },
}
