import {
  type CustomerThread,
  filters,
  NotFound,
  ThreadList,
  ThreadQuery,
  ThreadRepository,
  ThreadRepositoryError,
} from "@customer-threads/domain"
import { expectedThreads, ThreadWriter } from "@customer-threads/domain/testing"
import { Context, DateTime, Effect, Layer, Struct } from "effect"
import { flags, hasFilter, noFilters, totalFlags } from "../../packages/domain/src/testing/queryFilters.ts"

type Threads = ReadonlyArray<CustomerThread>
type Rule = (threads: Threads, query: ThreadQuery) => Threads

const keyOf = (query: ThreadQuery) =>
  query.sortOrderKey === "LAST_DELEGATION_ON" ? ("lastDelegationOn" as const) : ("lastMessageOn" as const)
const millis = (thread: CustomerThread, query: ThreadQuery) =>
  thread[keyOf(query)]?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
const direction = (query: ThreadQuery) => (query.sortOrder === "ASC" ? 1 : -1)

/** The right threads, sorted in another way before they are cut. */
const sorted =
  (compare: (a: CustomerThread, b: CustomerThread, query: ThreadQuery) => number): Rule =>
  (threads, query) =>
    expectedThreads(threads, ThreadQuery.from({ ...query, maxResults: undefined }))
      .toSorted((a, b) => compare(a, b, query))
      .slice(0, query.maxResults)

/** The right list of a changed query. */
const asked =
  (change: (query: ThreadQuery) => Partial<Parameters<typeof ThreadQuery.from>[0]>): Rule =>
  (threads, query) =>
    expectedThreads(threads, ThreadQuery.from({ ...query, ...change(query) }))

/** The right list of changed threads. */
const having =
  (change: (threads: Threads, query: ThreadQuery) => Threads): Rule =>
  (threads, query) =>
    expectedThreads(change(threads, query), query)

const byKey = (a: CustomerThread, b: CustomerThread, query: ThreadQuery) =>
  Math.sign(millis(a, query) - millis(b, query) || 0) * direction(query)
const byId = (a: CustomerThread, b: CustomerThread) => Math.sign(a.id - b.id)
const asText = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)

type FaultyRule = readonly [fault: string, law: string, rule: Rule]

const rules: ReadonlyArray<FaultyRule> = [
  [
    "another customer's threads leak",
    "scope",
    (threads, query) =>
      expectedThreads(
        threads.map((one) => ({ ...one, customerUuid: query.customerUuid })),
        query,
      ).map((one) => threads.find(({ id }) => id === one.id) ?? one),
  ],
  [
    "another department's threads leak",
    "scope",
    (threads, query) =>
      expectedThreads(
        threads.map((one) => ({ ...one, departmentUuid: query.departmentUuid })),
        query,
      ).map((one) => threads.find(({ id }) => id === one.id) ?? one),
  ],
  ...Struct.keys(filters).map(
    (filter): FaultyRule => [`${filter} is ignored`, "filter soundness", asked(() => ({ [filter]: undefined }))],
  ),
  ...flags.map(
    (flag): FaultyRule => [
      `${flag}: false is taken for absent`,
      "filter soundness",
      asked((query) => ({ [flag]: query[flag] === false ? undefined : query[flag] })),
    ],
  ),
  [
    "the assignee is compared without case",
    "filter soundness",
    (threads, query) => {
      const same = threads.filter((one) => one.userUuid?.toLowerCase() === query.assigneeUserUuid?.toLowerCase())
      return query.assigneeUserUuid === undefined
        ? expectedThreads(threads, query)
        : expectedThreads(same, ThreadQuery.from({ ...query, assigneeUserUuid: undefined }))
    },
  ],
  [
    "unassigned threads are everybody's",
    "filter soundness",
    (threads, query) =>
      expectedThreads(
        threads.filter(
          (one) =>
            query.assigneeUserUuid === undefined ||
            one.userUuid === undefined ||
            one.userUuid === query.assigneeUserUuid,
        ),
        ThreadQuery.from({ ...query, assigneeUserUuid: undefined }),
      ),
  ],
  [
    "closed is read from archived",
    "filter soundness",
    (threads, query) =>
      expectedThreads(
        threads.filter((one) => query.isClosed === undefined || one.archived === query.isClosed),
        ThreadQuery.from({ ...query, isClosed: undefined }),
      ),
  ],
  [
    "threads without the sort value are left out",
    "filter completeness",
    having((threads, query) => threads.filter((one) => one[keyOf(query)] !== undefined)),
  ],
  [
    "instants are cut to seconds",
    "fidelity",
    (threads, query) =>
      expectedThreads(threads, query).map((one) =>
        one.lastMessageOn === undefined
          ? one
          : {
              ...one,
              lastMessageOn: DateTime.makeUnsafe(Math.floor(one.lastMessageOn.epochMilliseconds / 1_000) * 1_000),
            },
      ),
  ],
  ...totalFlags.map(
    (flag): FaultyRule => [
      `${filters[flag]} threads are hidden unless asked for`,
      `partition by ${filters[flag]}`,
      having((threads, query) => threads.filter((one) => query[flag] !== undefined || !one[filters[flag]])),
    ],
  ),
  [
    "filters put the threads in the order of their ids",
    "conjunction",
    (threads, query) => (hasFilter(query) ? sorted(byId)(threads, query) : expectedThreads(threads, query)),
  ],
  ["the sort key is ignored", "order", asked(() => ({ sortOrderKey: "LAST_MESSAGE_ON" }))],
  ["the sort order is ignored", "order", asked(() => ({ sortOrder: "DESC" }))],
  [
    "the order is turned around",
    "order",
    asked((query) => ({ sortOrder: query.sortOrder === "ASC" ? "DESC" : "ASC" })),
  ],
  [
    "instants are compared as text",
    "order",
    sorted(
      (a, b, query) => asText(millis(a, query), millis(b, query)) * direction(query) || byId(a, b) * direction(query),
    ),
  ],
  [
    "missing values are last in both directions",
    "missing smallest",
    sorted((a, b, query) => {
      const [x, y] = [a[keyOf(query)], b[keyOf(query)]]
      if ((x === undefined) !== (y === undefined)) return x === undefined ? 1 : -1
      return byKey(a, b, query) || byId(a, b) * direction(query)
    }),
  ],
  [
    "a missing value is taken for 1970",
    "missing smallest",
    sorted((a, b, query) => {
      const [x, y] = [a[keyOf(query)]?.epochMilliseconds ?? 0, b[keyOf(query)]?.epochMilliseconds ?? 0]
      return (Math.sign(x - y) || byId(a, b)) * direction(query)
    }),
  ],
  ["ties are left as they come", "ties by id", sorted((a, b, query) => byKey(a, b, query) || (b.id % 7) - (a.id % 7))],
  [
    "ids are compared as text",
    "ties by id",
    sorted((a, b, query) => byKey(a, b, query) || asText(a.id, b.id) * direction(query)),
  ],
  ["ties are ascending in both directions", "reversal", sorted((a, b, query) => byKey(a, b, query) || byId(a, b))],
  ["the default order is oldest first", "defaults", asked((query) => ({ sortOrder: query.sortOrder ?? "ASC" }))],
  [
    "the default key is the delegation",
    "defaults",
    asked((query) => ({ sortOrderKey: query.sortOrderKey ?? "LAST_DELEGATION_ON" })),
  ],
  [
    "one thread more than the limit",
    "limit",
    asked((query) => ({
      maxResults: query.maxResults === undefined ? undefined : Math.min(query.maxResults + 1, 2_147_483_647),
    })),
  ],
  [
    "one thread less than the limit",
    "limit is a prefix",
    asked((query) => ({ maxResults: query.maxResults === undefined ? undefined : Math.max(0, query.maxResults - 1) })),
  ],
  [
    "the limit comes before the filters",
    "limit is a prefix",
    (threads, query) =>
      expectedThreads(
        expectedThreads(threads, ThreadQuery.from({ ...query, ...noFilters })),
        ThreadQuery.from({ ...query, maxResults: undefined }),
      ),
  ],
  [
    "the limit comes before the sort",
    "limit is a prefix",
    (threads, query) => {
      const every = expectedThreads(threads, ThreadQuery.from({ ...query, maxResults: undefined }))
      const kept = every.toSorted(byId).slice(0, query.maxResults)
      return every.filter((thread) => kept.includes(thread))
    },
  ],
  [
    "the limit keeps the last threads",
    "prefixes grow",
    (threads, query) => {
      const every = expectedThreads(threads, ThreadQuery.from({ ...query, maxResults: undefined }))
      return query.maxResults === undefined ? every : every.slice(Math.max(0, every.length - query.maxResults))
    },
  ],
  [
    "a limit of 0 is taken for none",
    "zero limit",
    asked((query) => ({ maxResults: query.maxResults === 0 ? undefined : query.maxResults })),
  ],
  ["without a limit there are three threads", "no limit", asked((query) => ({ maxResults: query.maxResults ?? 3 }))],
  [
    "a thread comes twice",
    "no duplicates",
    (threads, query) => {
      const [first, ...rest] = expectedThreads(threads, query)
      return first === undefined ? [] : [first, first, ...rest].slice(0, query.maxResults)
    },
  ],
]

/** A repository that is wrong in one way, and the name of the law that says so. */
export interface WrongAdapter {
  readonly fault: string
  readonly law: string
  readonly holding: (threads: Threads) => Layer.Layer<ThreadRepository>
}

const responding = (list: (query: ThreadQuery) => Effect.Effect<ThreadList, ThreadRepositoryError>) =>
  Layer.succeed(ThreadRepository, { list })

const byRule = rules.map(
  ([fault, law, rule]): WrongAdapter => ({
    fault,
    law,
    holding: (threads) => responding((query) => Effect.sync(() => ThreadList.make(query, rule(threads, query)))),
  }),
)

const right = (threads: Threads, query: ThreadQuery) => ThreadList.make(query, expectedThreads(threads, query))

const others: ReadonlyArray<WrongAdapter> = [
  {
    fault: "an unknown customer is an error",
    law: "unknown customer or department",
    holding: (threads) =>
      responding((query) =>
        threads.some((one) => one.customerUuid === query.customerUuid)
          ? Effect.sync(() => right(threads, query))
          : Effect.fail(new ThreadRepositoryError({ reason: new NotFound(), attempts: 1 })),
      ),
  },
  {
    fault: "a list is never marked as cut off",
    law: "truncation marked",
    holding: (threads) =>
      responding((query) => Effect.sync(() => ({ ...right(threads, query), mayBeTruncated: false }))),
  },
  {
    fault: "every second answer lacks its first thread",
    law: "repeatability",
    holding: (threads) => {
      let count = 0
      return responding((query) =>
        Effect.sync(() => {
          const list = right(threads, query)
          count += 1
          return count % 2 === 0 ? { ...list, threads: list.threads.slice(1) } : list
        }),
      )
    },
  },
  {
    fault: "an answer is kept, and given again after a write",
    law: "freshness",
    holding: (threads) => {
      const held = new Map(threads.map((one) => [one.id, one]))
      const kept = new Map<string, ThreadList>()
      const list = (query: ThreadQuery) =>
        Effect.sync(() => {
          const key = JSON.stringify(query)
          const response = kept.get(key) ?? right([...held.values()], query)
          kept.set(key, response)
          return response
        })
      const upsert = (one: CustomerThread) => Effect.sync(() => void held.set(one.id, one))
      return Layer.succeedContext(Context.make(ThreadRepository, { list }).pipe(Context.add(ThreadWriter, { upsert })))
    },
  },
]

/** Adapters that are wrong on purpose, each in one way. */
export const wrongAdapters: ReadonlyArray<WrongAdapter> = [...byRule, ...others]
