import * as Order from "effect/Order"
import type { CustomerThread } from "../CustomerThread.ts"
import { matchesFilters } from "../ThreadFilters.ts"
import { ThreadQuery } from "../ThreadQuery.ts"

const smallest = Number.NEGATIVE_INFINITY

const byKeyAndId = (key: "lastMessageOn" | "lastDelegationOn"): Order.Order<CustomerThread> =>
  Order.combine(
    Order.mapInput(Order.Number, (thread: CustomerThread) => thread[key]?.epochMilliseconds ?? smallest),
    Order.mapInput(Order.Number, (thread: CustomerThread) => thread.id),
  )

/**
 * The threads that a repository with exactly these threads must list: it filters, sorts by (instant, id) and limits. The
 * specification of `ThreadRepository.list`, for tests: it sorts everything with each call.
 */
export const expectedThreads = (
  threads: ReadonlyArray<CustomerThread>,
  query: ThreadQuery,
): ReadonlyArray<CustomerThread> => {
  const { sortOrder, sortOrderKey } = { ...ThreadQuery.defaults, ...query }
  const ascending = byKeyAndId(sortOrderKey === "LAST_MESSAGE_ON" ? "lastMessageOn" : "lastDelegationOn")
  return threads
    .filter((thread) => thread.departmentUuid === query.departmentUuid)
    .filter((thread) => thread.customerUuid === query.customerUuid)
    .filter(matchesFilters(query))
    .sort(sortOrder === "ASC" ? ascending : Order.flip(ascending))
    .slice(0, query.maxResults)
}
