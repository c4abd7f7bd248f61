import type { ThreadJson } from "@customer-threads/http-api/wire"

/** The states of a thread and their symbols, the same as in the program's table. */
export const symbols = { waiting: "●", open: "○", closed: "✓", archived: "▪" } as const
export type State = keyof typeof symbols

export const isWaiting = (thread: ThreadJson): boolean => thread.isWaitingForResponse === true

/** Lists the states of a thread: waiting for a response, open or closed, archived. */
export const statesOf = (thread: ThreadJson): ReadonlyArray<State> => [
  ...(isWaiting(thread) ? (["waiting"] as const) : []),
  thread.closed ? "closed" : "open",
  ...(thread.archived ? (["archived"] as const) : []),
]

/** Chooses the one state that a mark of the time line shows. */
export const markOf = (thread: ThreadJson): State =>
  isWaiting(thread) ? "waiting" : thread.archived ? "archived" : thread.closed ? "closed" : "open"
