import { type CustomerThread, makeThreadList, ThreadRepository } from "@customer-threads/domain"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ThreadIndex } from "./ThreadIndex.ts"
import { makeThreadStore, ThreadStore } from "./ThreadStore.ts"

/**
 * A `ThreadRepository` over threads in memory, with the `ThreadStore` to write to them. Of two threads with one id the
 * later counts. It never fails.
 */
export const layer = (threads: Iterable<CustomerThread> = []): Layer.Layer<ThreadRepository | ThreadStore> =>
  Layer.effectContext(
    Effect.sync(() => {
      const index = new ThreadIndex()
      for (const thread of threads) index.set(thread)
      return Context.make(ThreadRepository, {
        list: Effect.fn("InMemoryThreadRepository.list")((query) =>
          Effect.sync(() => makeThreadList(query, index.select(query))),
        ),
      }).pipe(Context.add(ThreadStore, makeThreadStore(index)))
    }),
  )
