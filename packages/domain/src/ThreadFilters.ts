import * as Record from "effect/Record"
import type { CustomerThread } from "./CustomerThread.ts"
import type { ThreadQuery } from "./ThreadQuery.ts"

/** A property of a query that a thread can equal: not the scope, the limit or the sort. */
type FilterName = Exclude<
  keyof ThreadQuery,
  "departmentUuid" | "customerUuid" | "maxResults" | "sortOrderKey" | "sortOrder"
>

/** The thread fields with the type of a filter. */
type FieldFor<F extends FilterName> = {
  [K in keyof CustomerThread]-?: Required<ThreadQuery>[F] extends Required<CustomerThread>[K] ? K : never
}[keyof CustomerThread]

/**
 * Filters of a `ThreadQuery`, each with the field of a `CustomerThread` that must equal it (documented).
 * Adapters, laws and the program derive from this table.
 */
export const filters = {
  assigneeUserUuid: "userUuid",
  isArchived: "archived",
  isClosed: "closed",
} as const satisfies { readonly [F in FilterName]: FieldFor<F> }

/**
 * Makes the predicate of a query's filters: true for a thread that equals every filter that the query sets.
 * Text is equal only with the same upper and lower case. A thread without the field equals no value of its filter.
 * The predicate ignores the scope, the limit and the sort.
 */
export const matchesFilters = (query: ThreadQuery): ((thread: CustomerThread) => boolean) => {
  const set = Record.toEntries(filters).flatMap(([filter, field]) =>
    query[filter] === undefined ? [] : [{ field, value: query[filter] }],
  )
  return (thread) => set.every(({ field, value }) => thread[field] === value)
}
