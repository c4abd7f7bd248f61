import { type CustomerThread, instantFromMillis, ThreadId } from "@customer-threads/domain"
import { threadFromJson } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { alternate, type Turn } from "./alternate.ts"
import { type Benchmark, nanoseconds, type Outcome, type Row } from "./Row.ts"
import { randomFrom, threadJsons } from "./sampleThreads.ts"

/** What one write may take, in nanoseconds. */
const most = 20_000

/** Writes batches for about so long, and gives the time of one write; what `undo` takes is not counted. */
const turnOf = (millis: number, write: () => void, undo: () => void, batch: number): Turn => ({
  take: () => {
    let taken = 0
    let writes = 0
    while (taken < millis) {
      const start = performance.now()
      for (let at = 0; at < batch; at += 1) write()
      taken += performance.now() - start
      writes += batch
      undo()
    }
    return (taken / writes) * 1_000_000
  },
})

/** What each kind of write takes among so many threads of one customer, and making a thread and keeping it in an array. */
const timesAmong = async (size: number, small: boolean) => {
  const index = new ThreadIndex()
  const threads = threadJsons(size, { customers: 1 }).map((json) => Result.getOrThrow(threadFromJson(json)))
  for (const one of threads) index.set(one)
  const random = randomFrom(7)
  const thread = (id: number, millis: number): CustomerThread => ({
    ...(threads[0] as CustomerThread),
    id: ThreadId.make(id),
    lastMessageOn: instantFromMillis(millis),
    lastDelegationOn: instantFromMillis(millis),
  })
  const anywhere = () => 1_650_000_000_000 + Math.floor(random() * 100_000_000_000)
  const array: Array<CustomerThread> = []
  let last = size
  const added = (millis: number): CustomerThread => {
    last += 1
    return thread(last, millis)
  }
  const emptyArray = () => {
    array.length = 0
  }
  const removeAdded = () => {
    for (; last > size; last -= 1) index.delete(ThreadId.make(last))
  }
  const millis = small ? 1 : 15
  const batch = size / 10
  const times = await alternate(
    {
      push: turnOf(millis, () => array.push(thread(1, 1_800_000_000_000)), emptyArray, batch),
      newest: turnOf(millis, () => index.set(added(1_800_000_000_000 + last)), removeAdded, batch),
      anywhere: turnOf(millis, () => index.set(added(anywhere())), removeAdded, batch),
      move: turnOf(millis, () => index.set(thread(1 + Math.floor(random() * size), anywhere())), removeAdded, batch),
    },
    small ? 3 : 21,
  )
  return { size, times }
}

type Times = Awaited<ReturnType<typeof timesAmong>>

const kinds = [
  ["newest", "a newest thread"],
  ["anywhere", "a thread that is not the newest"],
  ["move", "a change that moves a thread"],
] as const

const rowsAmong = ({ size, times }: Times): ReadonlyArray<Row> =>
  kinds.map(([kind, what]) => ({
    what: `${what}, among ${size}`,
    floor: "making it and pushing it on an array",
    ratio: times[kind] / times.push,
    aim: { text: `at most ${most / 1_000} µs`, reached: times[kind] <= most },
    figure: nanoseconds(times[kind]),
  }))

/** How much longer a write takes among the most threads than among the fewest. */
const growthRows = (fewest: Times, largest: Times): ReadonlyArray<Row> =>
  kinds.map(([kind, what]) => {
    const growth = largest.times[kind] / fewest.times[kind]
    const linear = largest.size / fewest.size
    return {
      what: `${what}: growth to ${largest.size}`,
      floor: `the same among ${fewest.size}`,
      ratio: growth,
      aim: { text: `below linear, which is ${linear}`, reached: growth < linear },
      figure: `${nanoseconds(fewest.times[kind])} to ${nanoseconds(largest.times[kind])}`,
    }
  })

export const write: Benchmark = {
  title: "Writing to the store",
  plot: { title: "Writing one thread", sizes: "threads that the customer has" },
  run: async (small): Promise<Outcome> => {
    const measured: Array<Times> = []
    for (const size of small ? [100, 1_000] : [1_000, 10_000, 100_000]) measured.push(await timesAmong(size, small))
    return {
      rows: [...measured.flatMap(rowsAmong), ...growthRows(measured[0] as Times, measured.at(-1) as Times)],
      points: measured.flatMap(({ size, times }) =>
        kinds.map(([kind, what]) => ({ series: what, size, nanoseconds: times[kind] })),
      ),
    }
  },
}
