import type { CustomerThread, ThreadList } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain/text"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { columnNames, isField } from "./columns.ts"
import { csvHeader, csvRecords, renderTsv } from "./csv.ts"
import { renderJson, renderNdjson } from "./json.ts"
import type { Output } from "./options.ts"
import { writeOut } from "./terminal.ts"
import { renderTable } from "./threadTable.ts"

/** The default columns of the formats for programs: every field. */
const fields = columnNames.filter(isField)

/** Formats threads as one document. */
const render = (threads: ReadonlyArray<CustomerThread>, output: Output): Effect.Effect<string> => {
  const columns = output.columns ?? fields
  switch (output.format) {
    case "table":
      return Effect.map(output.table, (options) => renderTable(threads, options))
    case "json":
      return Effect.succeed(renderJson(threads, output.columns))
    case "ndjson":
      return Effect.succeed(renderNdjson(threads, output.columns))
    case "csv":
      return Effect.zipWith(
        csvHeader(columns, output.csv),
        csvRecords(threads, columns, output.iso, output.csv),
        (head, rows) => head + rows,
      )
    case "tsv":
      return Effect.succeed(renderTsv(threads, columns, output.iso))
  }
}

/** Prints the warnings of a response on stderr. */
export const printWarnings = (list: ThreadList): Effect.Effect<void> =>
  Effect.forEach(
    list.warnings,
    (warning) => {
      const text = [warning.warningCode, warning.warningDescription].filter((part) => part !== undefined).join(": ")
      return Console.error(`Warning from the service: ${printable(text)}`)
    },
    { discard: true },
  )

/** Warns on stderr that there may be more threads than listed. */
export const tellTruncation = (list: ThreadList): Effect.Effect<void> =>
  list.mayBeTruncated
    ? Console.error(`There may be more threads: the list was cut off at --max-results ${list.threads.length}.`)
    : Effect.void

/** Prints a list on stdout, and its warnings on stderr. */
export const printList = Effect.fnUntraced(function* (list: ThreadList, output: Output) {
  if (output.format === "table" && list.threads.length === 0) yield* Console.error("No threads match.")
  else yield* writeOut(yield* render(list.threads, output))
  yield* printWarnings(list)
  yield* tellTruncation(list)
})
