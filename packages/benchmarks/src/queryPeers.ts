import { DatabaseSync } from "node:sqlite"
import { type CustomerThread, filters, matchesFilters, type ThreadQuery } from "@customer-threads/domain"
import BetterSqlite3 from "better-sqlite3"
import * as Record from "effect/Record"
import Loki from "lokijs"

/** Another's way to answer a query about the newest messages: it gives what carries an `id`, in order. */
export type QueryPeer = (query: ThreadQuery) => () => ReadonlyArray<unknown>

interface Database {
  readonly exec: (sql: string) => unknown
  readonly prepare: (sql: string) => {
    readonly run: (...values: ReadonlyArray<string | number | null>) => unknown
    readonly all: (...values: ReadonlyArray<string | number>) => ReadonlyArray<unknown>
  }
}

const fields = Object.values(filters)

/** The fields that a query filters by, with the values that they must have. */
const givenFilters = (query: ThreadQuery) =>
  Record.toEntries(filters).flatMap(([filter, field]) =>
    query[filter] === undefined ? [] : [{ field, value: query[filter] }],
  )

/** A field as SQLite stores it, which has no booleans. */
const sqlValue = (value: string | boolean): string | number => (typeof value === "boolean" ? Number(value) : value)

const sqlPeer = (database: Database, threads: ReadonlyArray<CustomerThread>): QueryPeer => {
  database.exec(
    `CREATE TABLE threads (id INTEGER PRIMARY KEY, department TEXT, customer TEXT, last_message_on INTEGER, ${fields.join(", ")})`,
  )
  const insert = database.prepare(`INSERT INTO threads VALUES (?, ?, ?, ?${", ?".repeat(fields.length)})`)
  database.exec("BEGIN")
  for (const one of threads) {
    insert.run(
      one.id,
      one.departmentUuid,
      one.customerUuid,
      one.lastMessageOn?.epochMilliseconds ?? null,
      ...fields.map((field) => (one[field] === undefined ? null : sqlValue(one[field]))),
    )
  }
  database.exec("COMMIT")
  database.exec("CREATE INDEX by_message ON threads (department, customer, last_message_on, id)")
  return (query) => {
    const given = givenFilters(query)
    const where = ["department = ?", "customer = ?", ...given.map(({ field }) => `${field} = ?`)].join(" AND ")
    const statement = database.prepare(
      `SELECT * FROM threads WHERE ${where} ORDER BY last_message_on DESC, id DESC LIMIT ?`,
    )
    const values = [
      query.departmentUuid,
      query.customerUuid,
      ...given.map(({ value }) => sqlValue(value)),
      query.maxResults ?? -1,
    ]
    return () => statement.all(...values)
  }
}

const lokiPeer = (threads: ReadonlyArray<CustomerThread>): QueryPeer => {
  const collection = new Loki("threads").addCollection<object>("threads", { disableMeta: true })
  collection.insert(
    threads.map(({ lastMessageOn, ...rest }) => ({
      ...rest,
      lastMessageOn: lastMessageOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    })),
  )
  collection.ensureIndex("customerUuid")
  return (query) => {
    const given = givenFilters(query)
    return () => {
      const { customerUuid, departmentUuid } = query
      let found = collection.chain().find({ customerUuid }).find({ departmentUuid })
      for (const { field, value } of given) found = found.find({ [field]: value })
      const sorted = found.compoundsort([
        ["lastMessageOn", true],
        ["id", true],
      ])
      return (query.maxResults === undefined ? sorted : sorted.limit(query.maxResults)).data()
    }
  }
}

const millisOf = (thread: CustomerThread): number => thread.lastMessageOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY

const filterAndSort =
  (threads: ReadonlyArray<CustomerThread>): QueryPeer =>
  (query) =>
  () =>
    threads
      .filter((one) => one.customerUuid === query.customerUuid && one.departmentUuid === query.departmentUuid)
      .filter(matchesFilters(query))
      .sort((a, b) => {
        const [first, second] = [millisOf(a), millisOf(b)]
        return first === second ? b.id - a.id : second - first
      })
      .slice(0, query.maxResults)

/** Everyone else, with the same threads and, where they have such a thing, an index. */
export const queryPeers = (threads: ReadonlyArray<CustomerThread>) =>
  ({
    "node:sqlite": sqlPeer(new DatabaseSync(":memory:"), threads),
    "better-sqlite3": sqlPeer(new BetterSqlite3(":memory:"), threads),
    lokijs: lokiPeer(threads),
    "filter and sort": filterAndSort(threads),
  }) as const
