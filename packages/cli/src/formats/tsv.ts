import type { CustomerThread } from "@customer-threads/domain"
import { type Column, textOf } from "./columns.ts"
import type { InstantText } from "./instants.ts"

/** Threads as lines of cells between tabs, below a line of names. No cell holds a tab or a line end: they are escaped. */
export const renderTsv = (
  threads: ReadonlyArray<CustomerThread>,
  columns: ReadonlyArray<Column>,
  instantText: InstantText,
): string =>
  [columns, ...threads.map((thread) => columns.map((column) => textOf(thread, column, instantText)))]
    .map((cells) => `${cells.join("\t")}\n`)
    .join("")
