import type * as Effect from "effect/Effect"
import type { Column, InstantText } from "./columns.ts"
import type { CsvOptions } from "./csv.ts"
import type { TableOptions } from "./threadTable.ts"

/** The names of the output formats. The first is for people, the others are for programs. */
export const formats = ["table", "json", "ndjson", "csv", "tsv"] as const
export type Format = (typeof formats)[number]

/** Options for printing threads, from the flags and the terminal. */
export interface Output {
  readonly format: Format
  /** The columns to print. Default: the columns of the format. */
  readonly columns: ReadonlyArray<Column> | undefined
  /** Formats instants for programs and spreadsheets. */
  readonly iso: InstantText
  readonly csv: CsvOptions
  /** Makes the options of a table. They depend on the current time, so make them for each table. */
  readonly table: Effect.Effect<TableOptions>
}
