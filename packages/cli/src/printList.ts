import type { ThreadList } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { renderJson } from "./formats/json.ts"
import { renderTable } from "./formats/table.ts"
import type { Format } from "./formats.ts"

const render = { table: renderTable, json: renderJson }

/** Prints a list to stdout, and what there is to say about it to stderr. */
export const printList = Effect.fnUntraced(function* (list: ThreadList, format: Format) {
  if (format === "table" && list.threads.length === 0) yield* Console.error("No threads match.")
  else yield* Console.log(render[format](list))
  for (const warning of list.warnings) {
    const text = [warning.warningCode, warning.warningDescription].filter((part) => part !== undefined).join(": ")
    yield* Console.error(`Warning from the service: ${printable(text)}`)
  }
  if (list.mayBeTruncated) {
    yield* Console.error(`There may be more threads: the list was cut off at --max-results ${list.threads.length}.`)
  }
})
