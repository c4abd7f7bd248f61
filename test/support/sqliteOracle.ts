import { DatabaseSync } from "node:sqlite"
import type { CustomerThread, ThreadId, ThreadQuery } from "@customer-threads/domain"

const columns = {
  LAST_MESSAGE_ON: "last_message_on",
  LAST_DELEGATION_ON: "last_delegation_on",
} as const

/** SQLite's own answer to every query: its comparison, its order, its limit, and its NULL, which is the smallest. */
export class SqliteOracle implements Disposable {
  readonly #database = new DatabaseSync(":memory:")
  readonly #upsert

  constructor(threads: Iterable<CustomerThread> = []) {
    this.#database.exec(`CREATE TABLE threads (
      id INTEGER PRIMARY KEY, department TEXT NOT NULL, customer TEXT NOT NULL, assignee TEXT,
      archived INTEGER NOT NULL, closed INTEGER NOT NULL, last_message_on INTEGER, last_delegation_on INTEGER
    ) STRICT`)
    this.#database.exec("CREATE INDEX by_customer ON threads (department, customer)")
    this.#upsert = this.#database.prepare("INSERT OR REPLACE INTO threads VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    this.#database.exec("BEGIN")
    for (const thread of threads) this.upsert(thread)
    this.#database.exec("COMMIT")
  }

  upsert(thread: CustomerThread): void {
    this.#upsert.run(
      BigInt(thread.id),
      thread.departmentUuid,
      thread.customerUuid,
      thread.userUuid ?? null,
      thread.archived ? 1 : 0,
      thread.closed ? 1 : 0,
      thread.lastMessageOn === undefined ? null : BigInt(thread.lastMessageOn.epochMilliseconds),
      thread.lastDelegationOn === undefined ? null : BigInt(thread.lastDelegationOn.epochMilliseconds),
    )
  }

  delete(id: ThreadId): void {
    this.#database.prepare("DELETE FROM threads WHERE id = ?").run(BigInt(id))
  }

  /** The ids of the threads that a query lists, in their order. */
  list(query: ThreadQuery): ReadonlyArray<number> {
    const order = query.sortOrder ?? "DESC"
    const filters: ReadonlyArray<readonly [sql: string, value: string | number | undefined]> = [
      ["department = ?", query.departmentUuid],
      ["customer = ?", query.customerUuid],
      ["assignee = ?", query.assigneeUserUuid],
      ["archived = ?", query.isArchived === undefined ? undefined : Number(query.isArchived)],
      ["closed = ?", query.isClosed === undefined ? undefined : Number(query.isClosed)],
    ]
    const given = filters.filter((filter): filter is readonly [string, string | number] => filter[1] !== undefined)
    const rows = this.#database
      .prepare(
        `SELECT id FROM threads WHERE ${given.map(([sql]) => sql).join(" AND ")}
         ORDER BY ${columns[query.sortOrderKey ?? "LAST_MESSAGE_ON"]} ${order}, id ${order} LIMIT ?`,
      )
      .all(...given.map(([, value]) => value), query.maxResults ?? -1)
    return rows.map((row) => Number(row.id))
  }

  [Symbol.dispose](): void {
    this.#database.close()
  }
}
