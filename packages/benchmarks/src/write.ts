import { type CustomerThread, instantFromMillis, ThreadId } from "@customer-threads/domain"
import { threadFromJson } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { measure } from "./measure.ts"
import { type Benchmark, nanoseconds, type Row } from "./Row.ts"
import { randomFrom, threadJsons } from "./sampleThreads.ts"

const rows = (size: number, small: boolean): ReadonlyArray<Row> => {
  const index = new ThreadIndex()
  const threads = threadJsons(size, { customers: 1 }).map((json) => Result.getOrThrow(threadFromJson(json)))
  for (const one of threads) index.set(one)
  const random = randomFrom(7)
  let next = size
  const newId = (): number => {
    next += 1
    return next
  }
  const at = (millis: number, id = newId()): CustomerThread => ({
    ...(threads[0] as CustomerThread),
    id: ThreadId.make(id),
    lastMessageOn: instantFromMillis(millis),
    lastDelegationOn: instantFromMillis(millis),
  })
  const anywhere = () => 1_650_000_000_000 + Math.floor(random() * 100_000_000_000)
  const array: Array<CustomerThread> = []
  const times = measure(
    {
      push: () => array.push(at(1_800_000_000_000, 1)),
      newest: () => index.set(at(1_800_000_000_000 + next)),
      anywhere: () => index.set(at(anywhere())),
      move: () => index.set(at(anywhere(), 1 + Math.floor(random() * size))),
    },
    { rounds: small ? 3 : 11, millis: small ? 1 : 15 },
  )
  const row = (what: string, time: number): Row => ({
    what: `${what}, among ${size}`,
    floor: "making it and pushing it on an array",
    ratio: time / times.push,
    figure: nanoseconds(time),
  })
  return [
    row("a newest thread", times.newest),
    row("a thread that is not the newest", times.anywhere),
    row("a change that moves a thread", times.move),
  ]
}

export const write: Benchmark = {
  title: "Writing to the store",
  run: async (small) => (small ? [100, 1_000] : [1_000, 10_000, 100_000]).flatMap((size) => rows(size, small)),
}
