import { deepStrictEqual } from "node:assert/strict"
import { type CustomerThread, ThreadQuery } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { threadFromJson } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { measure } from "./measure.ts"
import { queryPeers } from "./queryPeers.ts"
import { atMost, type Benchmark, nanoseconds, type Outcome, over } from "./Row.ts"
import { threadJsons } from "./sampleThreads.ts"

/** Threads of one customer with many, and of many with two each. */
const threadsOf = (hot: number, others: number): ReadonlyArray<CustomerThread> => {
  const jsons = [
    ...threadJsons(hot, { customers: 1, seed: 1 }),
    ...threadJsons(others, { customers: Math.max(1, others / 2), seed: 2 }).map((json) => ({
      ...json,
      id: json.id + hot,
    })),
  ]
  return jsons.map((json) => Result.getOrThrow(threadFromJson(json)))
}

/** The same threads with everyone. */
const stores = (size: number) => {
  const threads = threadsOf(size / 10, (size * 9) / 10)
  return { threads, index: ThreadIndex.of(threads), peers: queryPeers(threads) }
}

type Stores = ReturnType<typeof stores>

const cases = (threads: ReadonlyArray<CustomerThread>) => {
  const { customerUuid, departmentUuid, userUuid } = threads[0] as CustomerThread
  const last = threads.at(-1) as CustomerThread
  const newest = { departmentUuid, customerUuid, maxResults: 10 }
  const narrowed = { assigneeUserUuid: userUuid as NonNullable<typeof userUuid>, isArchived: false, isClosed: false }
  return [
    ["the newest 10 of a customer with many", new ThreadQuery(newest), 7],
    ["the same, of one assignee, neither archived nor closed", new ThreadQuery({ ...newest, ...narrowed }), 400],
    ["all threads of a customer with many", new ThreadQuery({ departmentUuid, customerUuid }), 1.5],
    [
      "the threads of a customer with two",
      new ThreadQuery({ departmentUuid: last.departmentUuid, customerUuid: last.customerUuid, maxResults: 10 }),
      12,
    ],
  ] as const
}

const idsOf = (found: ReadonlyArray<unknown>) => found.map((one) => (one as { readonly id: number }).id)

/** What a query costs everyone, after a look at whether all of them answer the same. */
const costs = async ({ index, peers, threads }: Stores, query: ThreadQuery, small: boolean) => {
  const ready = expectedThreads(threads, query)
  deepStrictEqual(index.select(query), ready)
  const asked = {
    "node:sqlite": peers["node:sqlite"](query),
    "better-sqlite3": peers["better-sqlite3"](query),
    lokijs: peers.lokijs(query),
    "filter and sort": peers["filter and sort"](query),
  }
  for (const ask of Object.values(asked)) deepStrictEqual(idsOf(ask()), idsOf(ready))
  const times = await measure(
    { copy: () => ready.slice(0, query.maxResults), ours: () => index.select(query), ...asked },
    { rounds: small ? 3 : 21, millis: small ? 2 : 40 },
  )
  return { found: ready.length, times }
}

const rowsAmong = async (all: Stores, small: boolean): Promise<Outcome> => {
  const size = all.threads.length
  const measured = []
  for (const [what, query, bound] of cases(all.threads)) {
    measured.push({ what, bound, ...(await costs(all, query, small)) })
  }
  return {
    rows: measured.map(({ bound, found, times: { copy, ours, ...others }, what }) => ({
      what: `${what} (${found} of ${size})`,
      floor: "copying them from an array that is filtered and sorted",
      ratio: ours / copy,
      aim: atMost(ours / copy, bound),
      others: over(copy, others),
      figure: nanoseconds(ours),
    })),
    points: measured.slice(0, 1).flatMap(({ times }) => pointsOf(size, times)),
  }
}

type Times = Awaited<ReturnType<typeof costs>>["times"]

const pointsOf = (size: number, { copy: _, ...times }: Times) =>
  Object.entries(times).map(([series, time]) => ({ series, size, nanoseconds: time }))

/** The first case, for the plot. */
const pointsAmong = async (all: Stores, small: boolean) =>
  pointsOf(all.threads.length, (await costs(all, cases(all.threads)[0][1], small)).times)

export const query: Benchmark = {
  title: "Querying the store",
  note: "The SQL databases are in memory, with an index on department, customer, last message and id, and a statement that is prepared; lokijs has one on the customer; the plain way filters an array of all threads, and sorts what is left.",
  plot: { title: "The newest 10 threads of a customer who has a tenth of all", sizes: "threads in the store" },
  run: async (small): Promise<Outcome> => {
    const points = []
    for (const size of small ? [100] : [1_000, 10_000, 100_000])
      points.push(...(await pointsAmong(stores(size), small)))
    const largest = await rowsAmong(stores(small ? 2_000 : 1_000_000), small)
    return { rows: largest.rows, points: [...points, ...(largest.points ?? [])] }
  },
}
