import { deepStrictEqual } from "node:assert/strict"
import { DatabaseSync } from "node:sqlite"
import { type CustomerThread, type CustomerUuid, type DepartmentUuid, ThreadQuery } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { threadFromJson } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { measure } from "./measure.ts"
import { type Benchmark, nanoseconds, type Row } from "./Row.ts"
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

const sqlite = (threads: ReadonlyArray<CustomerThread>) => {
  const database = new DatabaseSync(":memory:")
  database.exec(
    "CREATE TABLE threads (id INTEGER PRIMARY KEY, department TEXT, customer TEXT, assignee TEXT, archived INTEGER, closed INTEGER, last_message_on INTEGER)",
  )
  const insert = database.prepare("INSERT INTO threads VALUES (?, ?, ?, ?, ?, ?, ?)")
  database.exec("BEGIN")
  for (const one of threads) {
    insert.run(
      one.id,
      one.departmentUuid,
      one.customerUuid,
      one.userUuid ?? null,
      Number(one.archived),
      Number(one.closed),
      one.lastMessageOn?.epochMilliseconds ?? null,
    )
  }
  database.exec("COMMIT")
  database.exec("CREATE INDEX by_message ON threads (department, customer, last_message_on, id)")
  return (query: ThreadQuery) => {
    const filters: ReadonlyArray<readonly [sql: string, value: string | number | undefined]> = [
      ["assignee = ?", query.assigneeUserUuid],
      ["archived = ?", query.isArchived === undefined ? undefined : Number(query.isArchived)],
      ["closed = ?", query.isClosed === undefined ? undefined : Number(query.isClosed)],
    ]
    const given = filters.filter((filter): filter is readonly [string, string | number] => filter[1] !== undefined)
    const where = ["department = ?", "customer = ?", ...given.map(([sql]) => sql)].join(" AND ")
    const statement = database.prepare(
      `SELECT * FROM threads WHERE ${where} ORDER BY last_message_on DESC, id DESC LIMIT ?`,
    )
    const values = [
      query.departmentUuid,
      query.customerUuid,
      ...given.map(([, value]) => value),
      query.maxResults ?? -1,
    ]
    return () => statement.all(...values)
  }
}

export const query: Benchmark = {
  title: "Querying the store",
  run: async (small) => {
    const [hot, others] = small ? [1_000, 1_000] : [100_000, 900_000]
    const threads = threadsOf(hot, others)
    const index = new ThreadIndex()
    for (const one of threads) index.set(one)
    const ask = sqlite(threads)
    const scopeOf = (one: CustomerThread): { departmentUuid: DepartmentUuid; customerUuid: CustomerUuid } => one
    const first = threads[0] as CustomerThread
    const { customerUuid, departmentUuid } = scopeOf(first)
    const assigneeUserUuid = first.userUuid as NonNullable<CustomerThread["userUuid"]>
    const last = scopeOf(threads[threads.length - 1] as CustomerThread)
    const cases: ReadonlyArray<readonly [what: string, query: ThreadQuery, bound: number]> = [
      ["the newest 10 of a customer with many", new ThreadQuery({ departmentUuid, customerUuid, maxResults: 10 }), 7],
      [
        "the same, of one assignee, neither archived nor closed",
        new ThreadQuery({
          departmentUuid,
          customerUuid,
          maxResults: 10,
          assigneeUserUuid,
          isArchived: false,
          isClosed: false,
        }),
        100,
      ],
      ["all threads of a customer with many", new ThreadQuery({ departmentUuid, customerUuid }), 1.1],
      [
        "the threads of a customer with two",
        new ThreadQuery({ departmentUuid: last.departmentUuid, customerUuid: last.customerUuid, maxResults: 10 }),
        12,
      ],
    ]
    return cases.map(([what, asked, bound]): Row => {
      const ready = expectedThreads(threads, asked)
      deepStrictEqual(index.select(asked), ready)
      const inSqlite = ask(asked)
      deepStrictEqual(
        inSqlite().map((one) => one.id),
        ready.map((one) => Number(one.id)),
      )
      const times = measure(
        {
          copy: () => ready.slice(0, asked.maxResults),
          index: () => index.select(asked),
          sqlite: inSqlite,
        },
        { rounds: small ? 3 : 21, millis: small ? 2 : 40 },
      )
      return {
        what: `${what} (${ready.length} of ${threads.length})`,
        floor: "copying them from an array that is filtered and sorted",
        ratio: times.index / times.copy,
        bound,
        others: { "node:sqlite, indexed": times.sqlite / times.copy },
        figure: nanoseconds(times.index),
      }
    })
  },
}
