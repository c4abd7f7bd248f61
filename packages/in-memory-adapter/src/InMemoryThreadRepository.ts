import { type CustomerThread, ThreadList, ThreadRepository } from "@customer-threads/domain"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ThreadIndex } from "./ThreadIndex.ts"
import { makeThreadStore, ThreadStore } from "./ThreadStore.ts"

const indexOf = (threads: Iterable<CustomerThread>): ThreadIndex => {
  const index = new ThreadIndex()
  for (const thread of threads) index.set(thread)
  return index
}

const makeRepository = (index: ThreadIndex): ThreadRepository["Service"] => ({
  list: (query) => Effect.sync(() => ThreadList.make(query, index.select(query))),
})

/**
 * A `ThreadRepository` over threads in memory, with the `ThreadStore` to write to them. Of two threads with one id the
 * later counts. It never fails.
 */
export const layer = (threads: Iterable<CustomerThread> = []): Layer.Layer<ThreadRepository | ThreadStore> =>
  Layer.effectContext(
    Effect.sync(() => {
      const index = indexOf(threads)
      return Context.make(ThreadRepository, makeRepository(index)).pipe(
        Context.add(ThreadStore, makeThreadStore(index)),
      )
    }),
  )

/** A repository of its own, with the store behind it and the way back to the threads that it started from. */
export interface ThreadsCopy {
  readonly repository: ThreadRepository["Service"]
  readonly store: ThreadStore["Service"]
  readonly restart: Effect.Effect<void>
}

/**
 * Threads to start from, of which every run of the effect gives a copy that is written to apart. A copy costs nothing
 * until it is written to, and then the time and memory of the threads of each customer that is.
 */
export const copiesOf = (threads: Iterable<CustomerThread> = []): Effect.Effect<ThreadsCopy> => {
  const start = indexOf(threads)
  return Effect.sync(() => {
    const index = new ThreadIndex(start)
    return {
      repository: makeRepository(index),
      store: makeThreadStore(index),
      restart: Effect.sync(() => index.restart()),
    }
  })
}
