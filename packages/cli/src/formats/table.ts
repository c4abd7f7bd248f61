import { type CustomerThread, printable, type ThreadList } from "@customer-threads/domain"
import * as CliOutput from "effect/cli/CliOutput"
import type * as DateTime from "effect/DateTime"

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
export const renderTable = (list: ThreadList): string => {
  const rows = [
    columns.map(([title]) => title),
    ...list.threads.map((thread) => columns.map(([, cell]) => printable(cell(thread), 128))),
  ]
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => CliOutput.displayWidth(row[at] as string))))
  const pad = (cell: string, at: number) => cell + " ".repeat((widths[at] as number) - CliOutput.displayWidth(cell))
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n")
}
