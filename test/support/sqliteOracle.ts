import { DatabaseSync } from "node:sqlite"
import { type CustomerThread, filters, type ThreadId, type ThreadQuery } from "@customer-threads/domain"
import { Record } from "effect"

const columns = {
  LAST_MESSAGE_ON: "last_message_on",
  LAST_DELEGATION_ON: "last_delegation_on",
} as const
const filtered = Object.values(filters)

/** A field as SQLite stores it, which has no booleans. */
const sqlValue = (value: string | boolean | undefined): string | number | null =>
  typeof value === "boolean" ? Number(value) : (value ?? null)

/** SQLite's own result of every query: its comparison, its order, its limit, and its NULL, which is the smallest. */
export class SqliteOracle implements Disposable {
  readonly #database = new DatabaseSync(":memory:")
  readonly #upsert

  constructor(threads: Iterable<CustomerThread> = []) {
    this.#database.exec(`CREATE TABLE threads (
      id INTEGER PRIMARY KEY, department TEXT NOT NULL, customer TEXT NOT NULL,
      last_message_on INTEGER, last_delegation_on INTEGER, ${filtered.map((field) => `${field} ANY`).join(", ")}
    ) STRICT`)
    this.#database.exec("CREATE INDEX by_customer ON threads (department, customer)")
    this.#upsert = this.#database.prepare(
      `INSERT OR REPLACE INTO threads VALUES (?, ?, ?, ?, ?${", ?".repeat(filtered.length)})`,
    )
    this.#database.exec("BEGIN")
    for (const thread of threads) this.upsert(thread)
    this.#database.exec("COMMIT")
  }

  upsert(thread: CustomerThread): void {
    this.#upsert.run(
      BigInt(thread.id),
      thread.departmentUuid,
      thread.customerUuid,
      thread.lastMessageOn === undefined ? null : BigInt(thread.lastMessageOn.epochMilliseconds),
      thread.lastDelegationOn === undefined ? null : BigInt(thread.lastDelegationOn.epochMilliseconds),
      ...filtered.map((field) => sqlValue(thread[field])),
    )
  }

  delete(id: ThreadId): void {
    this.#database.prepare("DELETE FROM threads WHERE id = ?").run(BigInt(id))
  }

  /** The ids of the threads that a query lists, in their order. */
  list(query: ThreadQuery): ReadonlyArray<number> {
    const order = query.sortOrder ?? "DESC"
    const given = Record.toEntries(filters).filter(([filter]) => query[filter] !== undefined)
    const where = ["department = ?", "customer = ?", ...given.map(([, field]) => `${field} = ?`)].join(" AND ")
    const rows = this.#database
      .prepare(
        `SELECT id FROM threads WHERE ${where}
         ORDER BY ${columns[query.sortOrderKey ?? "LAST_MESSAGE_ON"]} ${order}, id ${order} LIMIT ?`,
      )
      .all(
        query.departmentUuid,
        query.customerUuid,
        ...given.map(([filter]) => sqlValue(query[filter])),
        query.maxResults ?? -1,
      )
    return rows.map((row) => Number(row.id))
  }

  [Symbol.dispose](): void {
    this.#database.close()
  }
}
