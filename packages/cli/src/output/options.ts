import type * as Effect from "effect/Effect"
import type { Column } from "./columns.ts"
import type { InstantText } from "./instants.ts"
import type { TableOptions } from "./threadTable.ts"

/** The names of the output formats: the first is for people, the others for programs. */
export const formats = ["table", "json", "ndjson", "csv", "tsv"] as const
export type Format = (typeof formats)[number]

/** How threads are printed: what the flags say, and what the terminal can do. */
export interface Output {
  readonly format: Format
  /** The columns that were asked for; every format has its own where none were. */
  readonly columns: ReadonlyArray<Column> | undefined
  /** Instants for programs and spreadsheets. */
  readonly iso: InstantText
  /** The table of the moment: how long ago something was is told anew each time. */
  readonly table: Effect.Effect<TableOptions>
}
