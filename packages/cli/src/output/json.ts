import type { CustomerThread } from "@customer-threads/domain"
import { type ThreadJson, threadToJson } from "@customer-threads/http-api/wire"
import { printableJson } from "../text.ts"
import { type Column, isField } from "./columns.ts"

/** The JSON of a thread under the endpoint's own names and formats: all of it, or the columns asked for. */
const jsonOf = (thread: CustomerThread, columns: ReadonlyArray<Column> | undefined): Partial<ThreadJson> => {
  const json = threadToJson(thread)
  return columns === undefined
    ? json
    : Object.fromEntries(columns.filter(isField).flatMap((name) => (name in json ? [[name, json[name]]] : [])))
}

/** The threads as a JSON array, safe to print. */
export const renderJson = (threads: ReadonlyArray<CustomerThread>, columns?: ReadonlyArray<Column>): string =>
  `${printableJson(threads.map((thread) => jsonOf(thread, columns)))}\n`

/** The threads as JSON, one to a line (NDJSON), safe to print. */
export const renderNdjson = (threads: ReadonlyArray<CustomerThread>, columns?: ReadonlyArray<Column>): string =>
  threads.map((thread) => `${printableJson(jsonOf(thread, columns), 0)}\n`).join("")
