import type { CustomerThread } from "@customer-threads/domain"
import { encodeThread, type ThreadJson } from "@customer-threads/http-api/wire"
import { printableJson } from "../text.ts"
import { type Column, isField } from "./columns.ts"

/** Makes the JSON of a thread in the endpoint's names and formats, with all fields or these columns. */
const jsonOf = (thread: CustomerThread, columns: ReadonlyArray<Column> | undefined): Partial<ThreadJson> => {
  const json = encodeThread(thread)
  return columns === undefined
    ? json
    : Object.fromEntries(columns.filter(isField).flatMap((name) => (name in json ? [[name, json[name]]] : [])))
}

/** Formats threads as a JSON array that is safe to print. */
export const renderJson = (threads: ReadonlyArray<CustomerThread>, columns?: ReadonlyArray<Column>): string =>
  `${printableJson(threads.map((thread) => jsonOf(thread, columns)))}\n`

/** Formats threads as lines of JSON (NDJSON) that are safe to print. */
export const renderNdjson = (threads: ReadonlyArray<CustomerThread>, columns?: ReadonlyArray<Column>): string =>
  threads.map((thread) => `${printableJson(jsonOf(thread, columns), 0)}\n`).join("")
