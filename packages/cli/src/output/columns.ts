import type { CustomerThread } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain/text"
import type { InstantText } from "./instants.ts"

/** The fields of a thread, under the endpoint's own names. */
const fields = [
  "id",
  "lastMessageOn",
  "lastDelegationOn",
  "isWaitingForResponse",
  "closed",
  "archived",
  "userUuid",
  "customerUuid",
  "departmentUuid",
  "dealerUuid",
] as const satisfies ReadonlyArray<keyof CustomerThread>
type Field = (typeof fields)[number]

/** The names of the columns: the fields of a thread, and `state`, which shows three of them in words. */
export const columnNames = [...fields, "state"] as const
export type Column = (typeof columnNames)[number]

/** True if a column is a field, which JSON has under the same name. */
export const isField = (column: Column): column is Field => column !== "state"

/** Lists the states of a thread in words: waiting for a response, open or closed, archived. */
export const statesOf = (thread: CustomerThread): ReadonlyArray<"waiting" | "open" | "closed" | "archived"> => [
  ...(thread.isWaitingForResponse === true ? (["waiting"] as const) : []),
  thread.closed ? "closed" : "open",
  ...(thread.archived ? (["archived"] as const) : []),
]

/** Formats a column of a thread as text that is safe to print. The text is empty if the thread has no value. */
export const textOf = (thread: CustomerThread, column: Column, instantText: InstantText): string => {
  if (column === "state") return statesOf(thread).join(", ")
  const value = thread[column]
  switch (typeof value) {
    case "undefined":
      return ""
    case "object":
      return instantText(value)
    default:
      return printable(String(value))
  }
}
