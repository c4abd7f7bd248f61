import { deepStrictEqual } from "node:assert/strict"
import { DatabaseSync } from "node:sqlite"
import { type CustomerThread, filters, ThreadQuery } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { decodeThread } from "@customer-threads/http-api"
import * as Record from "effect/Record"
import * as Result from "effect/Result"
import { ThreadIndex } from "../../in-memory-adapter/src/ThreadIndex.ts"
import { measure, roundsOf } from "./measure.ts"
import { type Benchmark, type Row, timeRow } from "./Row.ts"
import { threadJsons } from "./sampleThreads.ts"

/** Makes threads of which a tenth belongs to one customer, and two to each of the others. */
const sampleThreads = (count: number): ReadonlyArray<CustomerThread> => {
  const ofOne = count / 10
  const ofOthers = count - ofOne
  const jsons = [
    ...threadJsons(ofOne, { customers: 1, seed: 1 }),
    ...threadJsons(ofOthers, { customers: ofOthers / 2, seed: 2 }).map((json) => ({ ...json, id: json.id + ofOne })),
  ]
  return jsons.map((json) => Result.getOrThrow(decodeThread(json)))
}

const fields = Object.values(filters)

/** A value as SQLite stores it. SQLite has no booleans. */
const sqlValue = (value: string | boolean | undefined): string | number | null =>
  typeof value === "boolean" ? Number(value) : (value ?? null)

/** Stores threads in a database in memory, and makes a function that runs a query with a prepared statement. */
const sqlite = (threads: ReadonlyArray<CustomerThread>) => {
  const database = new DatabaseSync(":memory:")
  database.exec(
    `CREATE TABLE threads (id INTEGER PRIMARY KEY, department TEXT, customer TEXT, last_message_on INTEGER, ${fields.join(", ")})`,
  )
  const insert = database.prepare(`INSERT INTO threads VALUES (?, ?, ?, ?${", ?".repeat(fields.length)})`)
  database.exec("BEGIN")
  for (const thread of threads) {
    const instant = thread.lastMessageOn?.epochMilliseconds ?? null
    const values = fields.map((field) => sqlValue(thread[field]))
    insert.run(thread.id, thread.departmentUuid, thread.customerUuid, instant, ...values)
  }
  database.exec("COMMIT")
  database.exec("CREATE INDEX by_message ON threads (department, customer, last_message_on, id)")
  return (query: ThreadQuery) => {
    const given = Record.toEntries(filters).filter(([filter]) => query[filter] !== undefined)
    const where = ["department = ?", "customer = ?", ...given.map(([, field]) => `${field} = ?`)].join(" AND ")
    const statement = database.prepare(
      `SELECT * FROM threads WHERE ${where} ORDER BY last_message_on DESC, id DESC LIMIT ?`,
    )
    const values = given.map(([filter]) => sqlValue(query[filter]))
    return () => statement.all(query.departmentUuid, query.customerUuid, ...values, query.maxResults ?? -1)
  }
}

/** The queries, each with its name and the bound of its ratio. */
const casesOf = ({ customerUuid, departmentUuid, userUuid }: CustomerThread) => {
  const scope = { departmentUuid, customerUuid }
  return [
    ["newest 10", ThreadQuery.from({ ...scope, maxResults: 10 }), 7],
    ["one assignee's open ones", ThreadQuery.from({ ...scope, assigneeUserUuid: userUuid, isClosed: false }), 400],
    ["all", ThreadQuery.from(scope), 1.5],
  ] as const
}

export const query: Benchmark = {
  title: "Query the store",
  note: "SQLite (`node:sqlite`) is in memory, with an index on department, customer, last message and id, and a prepared statement.",
  run: async (small) => {
    const count = small ? 2_000 : 1_000_000
    const threads = sampleThreads(count)
    const index = ThreadIndex.of(threads)
    const database = sqlite(threads)
    const rows: Array<Row> = []
    for (const [name, query, atMost] of casesOf(threads[0] as CustomerThread)) {
      const sorted = expectedThreads(threads, query)
      const select = database(query)
      deepStrictEqual(index.select(query), sorted)
      deepStrictEqual(
        select().map(({ id }) => id),
        sorted.map(({ id }) => id),
      )
      const times = await measure(
        { floor: () => sorted.slice(), ours: () => index.select(query), SQLite: select },
        roundsOf(small),
      )
      rows.push(
        timeRow({
          what: `${name} of a customer with ${count / 10} of ${count} threads (${sorted.length})`,
          baseline: "copying them from a sorted array",
          floor: times.floor,
          ours: times.ours,
          atMost,
          others: { SQLite: times.SQLite },
        }),
      )
    }
    return rows
  },
}
