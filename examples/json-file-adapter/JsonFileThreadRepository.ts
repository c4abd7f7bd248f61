// An adapter as a third party would write it: the threads are in a JSON file, which is read for every list.
import {
  type CustomerThread,
  matchesFilters,
  ThreadList,
  type ThreadQuery,
  ThreadRepository,
} from "@customer-threads/domain"
import { parseThreads } from "@customer-threads/http-api"
import { Effect, FileSystem, Layer, Order } from "effect"

const ascending = (key: "lastMessageOn" | "lastDelegationOn") =>
  Order.combine(
    Order.mapInput(
      Order.Number,
      (thread: CustomerThread) => thread[key]?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    ),
    Order.mapInput(Order.Number, (thread: CustomerThread) => thread.id),
  )

const inScope = (query: ThreadQuery) => (thread: CustomerThread) =>
  thread.departmentUuid === query.departmentUuid && thread.customerUuid === query.customerUuid

const select = (threads: ReadonlyArray<CustomerThread>, query: ThreadQuery) => {
  const order = ascending(query.sortOrderKey === "LAST_DELEGATION_ON" ? "lastDelegationOn" : "lastMessageOn")
  const found = threads
    .filter(inScope(query))
    .filter(matchesFilters(query))
    .sort(query.sortOrder === "ASC" ? order : Order.flip(order))
  return ThreadList.make(query, found.slice(0, query.maxResults))
}

/** Lists the threads of a file. One that cannot be read, or is wrong, is a defect: the file is the program's own. */
export const layer = (file: string): Layer.Layer<ThreadRepository, never, FileSystem.FileSystem> =>
  Layer.effect(
    ThreadRepository,
    Effect.map(FileSystem.FileSystem, (files) => ({
      list: (query) =>
        files.readFileString(file).pipe(
          Effect.flatMap(parseThreads),
          Effect.orDie,
          Effect.map((threads) => select(threads, query)),
        ),
    })),
  )
