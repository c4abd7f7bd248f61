import { type CustomerThread, matchesFilters, type ThreadQuery } from "@customer-threads/domain"

/** A law that a response breaks, with the wrong place in the body. */
export interface Mismatch {
  /** The name of a law in `@customer-threads/domain/testing`. */
  readonly law: "scope" | "filter soundness" | "order" | "limit" | "no duplicates"
  readonly path: string
  readonly expected: string
}

/** The instant and the direction that a query sorts by. The defaults are assumed, so a query must name both. */
const sortOf = ({ sortOrder, sortOrderKey }: ThreadQuery) =>
  sortOrder === undefined || sortOrderKey === undefined
    ? undefined
    : {
        field: sortOrderKey === "LAST_MESSAGE_ON" ? ("lastMessageOn" as const) : ("lastDelegationOn" as const),
        sign: sortOrder === "ASC" ? 1 : -1,
        first: sortOrder === "ASC" ? "oldest" : "newest",
      }

/**
 * Finds the first law that a response breaks: the documented laws that one response can break, and unique ids. Threads
 * without the sort key's instant are left out of the order, as their place is assumed.
 */
export const findMismatch = (query: ThreadQuery, threads: ReadonlyArray<CustomerThread>): Mismatch | undefined => {
  const { customerUuid, departmentUuid, maxResults } = query
  if (maxResults !== undefined && threads.length > maxResults) {
    return { law: "limit", path: "customerThreads", expected: "no more threads than maxResults" }
  }
  const sort = sortOf(query)
  const matches = matchesFilters(query)
  const ids = new Set<number>()
  let previous: number | undefined
  for (let index = 0; index < threads.length; index += 1) {
    const thread = threads[index] as CustomerThread
    const broken = (law: Mismatch["law"], field: string, expected: string): Mismatch => ({
      law,
      path: `customerThreads[${index}]${field}`,
      expected,
    })
    if (thread.departmentUuid !== departmentUuid)
      return broken("scope", ".departmentUuid", "the department of the query")
    if (thread.customerUuid !== customerUuid) return broken("scope", ".customerUuid", "the customer of the query")
    if (!matches(thread)) return broken("filter soundness", "", "a thread that equals every filter")
    if (ids.size === ids.add(thread.id).size) return broken("no duplicates", ".id", "an id that occurs once")
    const instant = sort && thread[sort.field]?.epochMilliseconds
    if (sort === undefined || instant === undefined) continue
    if (previous !== undefined && (instant - previous) * sort.sign < 0) {
      return broken("order", `.${sort.field}`, `the ${sort.first} first`)
    }
    previous = instant
  }
  return undefined
}
