import { deepStrictEqual } from "node:assert/strict"
import { type CustomerThread, ThreadId, ThreadQuery } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { decodeThread } from "@customer-threads/http-api"
import * as DateTime from "effect/DateTime"
import * as Result from "effect/Result"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { measure, roundsOf } from "./measure.ts"
import { type Benchmark, type Row, timeRow } from "./Row.ts"
import { randomFrom, threadJsons } from "./sampleThreads.ts"

/** Measures the replacement of a thread by one at another place, and the copying of two arrays of as many threads. */
const rowOf = async (size: number, atMost: number | undefined, small: boolean): Promise<Row> => {
  const threads = threadJsons(size, { customers: 1 }).map((json) => Result.getOrThrow(decodeThread(json)))
  const model = threads[0] as CustomerThread
  const index = ThreadIndex.of(threads)
  const random = randomFrom(7)
  const replace = (): CustomerThread => {
    const id = ThreadId.make(1 + Math.floor(random() * size))
    const instant = DateTime.makeUnsafe(1_650_000_000_000 + Math.floor(random() * 100_000_000_000))
    const thread = { ...model, id, lastMessageOn: instant, lastDelegationOn: instant }
    index.write(new Map([[id, thread]]))
    return thread
  }
  const byId = new Map(threads.map((thread) => [thread.id, thread]))
  for (const thread of Array.from({ length: 10 }, replace)) byId.set(thread.id, thread)
  const all = ThreadQuery.from({ departmentUuid: model.departmentUuid, customerUuid: model.customerUuid })
  deepStrictEqual(index.select(all), expectedThreads([...byId.values()], all))

  const [first, second] = [threads.slice(), threads.slice()]
  const { floor, ours } = await measure(
    { floor: () => [first.slice(), second.slice()], ours: replace },
    roundsOf(small),
  )
  const what = `one write into a customer with ${size} threads`
  return timeRow({ what, baseline: "copying two arrays of that size", floor, ours, atMost })
}

export const write: Benchmark = {
  title: "Write to the store",
  note: "A write replaces a thread, and moves it in both orders.",
  run: async (small) => {
    const rows = [await rowOf(100, undefined, small)]
    for (const size of small ? [1_000] : [10_000, 100_000]) rows.push(await rowOf(size, 3, small))
    return rows
  },
}
