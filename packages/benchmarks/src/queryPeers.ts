import { DatabaseSync } from "node:sqlite"
import type { CustomerThread, ThreadQuery } from "@customer-threads/domain"
import BetterSqlite3 from "better-sqlite3"
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

const sqlPeer = (database: Database, threads: ReadonlyArray<CustomerThread>): QueryPeer => {
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
  return (query) => {
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
    const filters: ReadonlyArray<readonly [key: string, value: string | boolean | undefined]> = [
      ["departmentUuid", query.departmentUuid],
      ["archived", query.isArchived],
      ["closed", query.isClosed],
      ["userUuid", query.assigneeUserUuid],
    ]
    return () => {
      let found = collection.chain().find({ customerUuid: query.customerUuid })
      for (const [key, value] of filters) if (value !== undefined) found = found.find({ [key]: value })
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
      .filter(
        (one) =>
          one.customerUuid === query.customerUuid &&
          one.departmentUuid === query.departmentUuid &&
          (query.isArchived === undefined || one.archived === query.isArchived) &&
          (query.isClosed === undefined || one.closed === query.isClosed) &&
          (query.assigneeUserUuid === undefined || one.userUuid === query.assigneeUserUuid),
      )
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
