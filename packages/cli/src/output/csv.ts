import type { CustomerThread } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import * as Csv from "effect/encoding/Csv"
import * as Stream from "effect/Stream"
import type { InstantText } from "./columns.ts"
import { type Column, textOf } from "./columns.ts"

/** The form of CSV. */
export interface CsvOptions {
  /** Separates the cells. */
  readonly delimiter: string
  /** Begins the file with a byte order mark, by which spreadsheets know UTF-8. */
  readonly bom: boolean
  /** Puts an apostrophe before text that a spreadsheet would read as a formula. */
  readonly guard: boolean
}

// Characters that begin a formula in a spreadsheet, full-width forms included. Spreadsheets ignore white space before them.
const formula = /^\s*[=+\-@＝＋－＠]/u

const cellOf = (thread: CustomerThread, column: Column, instantText: InstantText, guard: boolean): string => {
  const text = textOf(thread, column, instantText)
  return guard && column !== "id" && formula.test(text) ? `'${text}` : text
}

/** Formats threads as CSV records (RFC 4180), each with its line end. */
export const csvRecords = (
  threads: ReadonlyArray<CustomerThread>,
  columns: ReadonlyArray<Column>,
  instantText: InstantText,
  options: CsvOptions,
): Effect.Effect<string> =>
  encode(
    threads.map((thread) => columns.map((column) => cellOf(thread, column, instantText, options.guard))),
    options,
  )

/** The record that names the columns. */
export const csvHeader = (columns: ReadonlyArray<Column>, options: CsvOptions): Effect.Effect<string> =>
  Effect.map(encode([columns], options), (header) => (options.bom ? `\ufeff${header}` : header))

const encode = (rows: ReadonlyArray<ReadonlyArray<string>>, { delimiter }: CsvOptions): Effect.Effect<string> =>
  Stream.mkString(Stream.pipeThroughChannel(Stream.fromIterable(rows), Csv.encodeString({ delimiter })))

/** Formats threads as lines of cells between tabs, below a line of names. Tabs and line ends in a cell are escaped. */
export const renderTsv = (
  threads: ReadonlyArray<CustomerThread>,
  columns: ReadonlyArray<Column>,
  instantText: InstantText,
): string =>
  [columns, ...threads.map((thread) => columns.map((column) => textOf(thread, column, instantText)))]
    .map((cells) => `${cells.join("\t")}\n`)
    .join("")
