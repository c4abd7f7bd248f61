import type { CustomerThread } from "@customer-threads/domain"
import type * as Effect from "effect/Effect"
import * as Csv from "effect/encoding/Csv"
import * as Stream from "effect/Stream"
import type { InstantText } from "./columns.ts"
import { type Column, textOf } from "./columns.ts"

// Characters that begin a formula in a spreadsheet, full-width forms included. Tab and CR are escaped before.
const formula = /^[=+\-@＝＋－＠]/

/** Formats a cell. Text that a spreadsheet would read as a formula gets an apostrophe before it. */
const cellOf = (thread: CustomerThread, column: Column, instantText: InstantText): string => {
  const text = textOf(thread, column, instantText)
  return column !== "id" && formula.test(text) ? `'${text}` : text
}

/** Formats threads as CSV records (RFC 4180), each with its line end. */
export const csvRecords = (
  threads: ReadonlyArray<CustomerThread>,
  columns: ReadonlyArray<Column>,
  instantText: InstantText,
): Effect.Effect<string> =>
  encode(threads.map((thread) => columns.map((column) => cellOf(thread, column, instantText))))

/** The record that names the columns. */
export const csvHeader = (columns: ReadonlyArray<Column>): Effect.Effect<string> => encode([columns])

const encode = (rows: ReadonlyArray<ReadonlyArray<string>>): Effect.Effect<string> =>
  Stream.mkString(Stream.pipeThroughChannel(Stream.fromIterable(rows), Csv.encodeString()))

/** Formats threads as lines of cells between tabs, below a line of names. Tabs and line ends in a cell are escaped. */
export const renderTsv = (
  threads: ReadonlyArray<CustomerThread>,
  columns: ReadonlyArray<Column>,
  instantText: InstantText,
): string =>
  [columns, ...threads.map((thread) => columns.map((column) => textOf(thread, column, instantText)))]
    .map((cells) => `${cells.join("\t")}\n`)
    .join("")
