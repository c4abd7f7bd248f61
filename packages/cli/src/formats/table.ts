import { type CustomerThread, printable, type ThreadList } from "@customer-threads/domain"
import type * as DateTime from "effect/DateTime"
import { alignColumns } from "./alignColumns.ts"

const instant = (on: DateTime.Utc | undefined): string =>
  on === undefined
    ? "-"
    : new Date(on.epochMilliseconds)
        .toISOString()
        .replace("T", " ")
        .replace(/\.\d+Z$/, "Z")

const state = (thread: CustomerThread): string =>
  [thread.closed ? "closed" : "open", ...(thread.archived ? ["archived"] : [])].join(", ")

const columns: ReadonlyArray<readonly [title: string, cell: (thread: CustomerThread) => string]> = [
  ["ID", (thread) => String(thread.id)],
  ["LAST MESSAGE", (thread) => instant(thread.lastMessageOn)],
  ["LAST DELEGATION", (thread) => instant(thread.lastDelegationOn)],
  [
    "WAITING",
    (thread) => (thread.isWaitingForResponse === undefined ? "-" : thread.isWaitingForResponse ? "yes" : "no"),
  ],
  ["STATE", state],
  ["ASSIGNEE", (thread) => thread.userUuid ?? "-"],
]

/** The threads as a table: a line of titles, then a line a thread, the columns aligned by how wide they print. */
export const renderTable = (list: ThreadList): string =>
  alignColumns([
    columns.map(([title]) => title),
    ...list.threads.map((thread) => columns.map(([, cell]) => printable(cell(thread), 128))),
  ]).join("\n")
