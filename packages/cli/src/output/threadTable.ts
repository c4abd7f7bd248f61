import type { CustomerThread, ThreadId } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain/text"
import { alignColumns, type Cell } from "./alignColumns.ts"
import type { InstantText } from "./columns.ts"
import { type Column, statesOf, textOf } from "./columns.ts"
import type { Paint, Style } from "./terminal.ts"

/** Options of a table. */
export interface TableOptions {
  readonly columns: ReadonlyArray<Column>
  readonly instantText: InstantText
  readonly paint: Paint
  /** True if states are shown as symbol and word, false for words alone. */
  readonly symbols: boolean
  /** Maximum cells of a line. Undefined if stdout is not a terminal: lines are then as long as needed. */
  readonly width: number | undefined
  /** The threads that are new or changed since the last table. Absent for the first table. */
  readonly marks?: ReadonlyMap<ThreadId, "new" | "changed">
}

/** The default columns of a table. */
export const tableColumns: ReadonlyArray<Column> = ["id", "lastMessageOn", "lastDelegationOn", "state", "userUuid"]

const titles: Record<Column, string> = {
  id: "ID",
  lastMessageOn: "LAST MESSAGE",
  lastDelegationOn: "LAST DELEGATION",
  isWaitingForResponse: "WAITING",
  closed: "CLOSED",
  archived: "ARCHIVED",
  userUuid: "ASSIGNEE",
  customerUuid: "CUSTOMER",
  departmentUuid: "DEPARTMENT",
  dealerUuid: "DEALER",
  state: "STATE",
}

const looks = {
  waiting: ["●", "yellow"],
  open: ["○", "green"],
  closed: ["✓", "dim"],
  archived: ["▪", "dim"],
} as const satisfies Record<string, readonly [symbol: string, style: Style]>

const marked = { new: "+", changed: "~" } as const

const stateCell = (thread: CustomerThread, { paint, symbols }: TableOptions): Cell => {
  const shownAs = (state: keyof typeof looks) => (symbols ? `${looks[state][0]} ${state}` : state)
  const states = statesOf(thread)
  return {
    text: states.map(shownAs).join(symbols ? "  " : ", "),
    paint: (shown) =>
      states.reduce(
        (painted, state) => painted.replace(shownAs(state), (found) => paint(looks[state][1], found)),
        shown,
      ),
  }
}

const cellOf = (thread: CustomerThread, column: Column, options: TableOptions): Cell => {
  if (column === "state") return stateCell(thread, options)
  const value = thread[column]
  if (value === undefined) return { text: "-" }
  if (typeof value === "boolean") return { text: value ? "yes" : "no" }
  return { text: printable(textOf(thread, column, options.instantText), 128) }
}

/**
 * Formats threads as a table: a line of titles, then a line for each thread. If a line does not fit the width, columns are
 * cut with `…`, identifiers first.
 */
export const renderTable = (threads: ReadonlyArray<CustomerThread>, options: TableOptions): string => {
  const { columns, marks, paint, width } = options
  const markCell = ({ id }: CustomerThread): Cell => {
    const mark = marks?.get(id)
    return mark === undefined ? { text: "" } : { text: marked[mark], paint: (shown) => paint("bold", shown) }
  }
  const rows: ReadonlyArray<ReadonlyArray<Cell>> = [
    [...(marks === undefined ? [] : [{ text: "" }]), ...columns.map((column) => ({ text: titles[column] }))],
    ...threads.map((thread) => [
      ...(marks === undefined ? [] : [markCell(thread)]),
      ...columns.map((column) => cellOf(thread, column, options)),
    ]),
  ]
  const first = marks === undefined ? 0 : 1
  const identifiers = columns.flatMap((column, at) => (column.endsWith("Uuid") ? [at + first] : []))
  return `${alignColumns(rows, width, new Set(identifiers)).join("\n")}\n`
}
