import { type CustomerThread, ThreadList, ThreadRepository } from "@customer-threads/domain"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ThreadIndex } from "./ThreadIndex.ts"
import { makeThreadStore, type StoreState, ThreadStore } from "./ThreadStore.ts"

const makeRepository = (state: StoreState): ThreadRepository["Service"] => ({
  list: (query) => Effect.sync(() => ThreadList.make(query, state.index.select(query))),
})

/**
 * A `ThreadRepository` over threads in memory, and the `ThreadStore` to write to them. If an id is repeated, the last of
 * its threads counts. Neither service fails, but for `ThreadNotFound`.
 *
 * @example
 * ```ts
 * import { CustomerUuid, DepartmentUuid, ThreadId, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
 * import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
 * import { Console, Effect } from "effect"
 *
 * const scope = { departmentUuid: DepartmentUuid.make("d1"), customerUuid: CustomerUuid.make("c1") }
 * const threads = [{ id: ThreadId.make(1), archived: false, closed: false, ...scope }]
 *
 * const program = Effect.gen(function* () {
 *   const repository = yield* ThreadRepository
 *   const list = yield* repository.list(new ThreadQuery({ ...scope, isClosed: false }))
 *   yield* Console.log(list.threads.length) // 1
 * })
 * await Effect.runPromise(Effect.provide(program, InMemoryThreadRepository.layer(threads)))
 * ```
 */
export const layer = (threads: Iterable<CustomerThread> = []): Layer.Layer<ThreadRepository | ThreadStore> =>
  Layer.effectContext(
    Effect.sync(() => {
      const state = { index: ThreadIndex.of(threads), version: 0 }
      return Context.make(ThreadRepository, makeRepository(state)).pipe(
        Context.add(ThreadStore, makeThreadStore(state)),
      )
    }),
  )

/** A repository and a store of its own, and the way back to the threads that they started with. */
export interface ForkedStore {
  readonly repository: ThreadRepository["Service"]
  readonly store: ThreadStore["Service"]
  /** Returns to the threads of the start. */
  readonly reset: Effect.Effect<void>
}

/**
 * Indexes threads once. Each run of the effect makes a store that starts with these threads; no store sees the writes of
 * another. The stores share the index. A write copies the threads of the customers that it changes, and nothing else.
 */
export const fork = (threads: Iterable<CustomerThread> = []): Effect.Effect<ForkedStore> => {
  const start = ThreadIndex.of(threads)
  return Effect.sync(() => {
    const state = { index: start.fork(), version: 0 }
    return {
      repository: makeRepository(state),
      store: makeThreadStore(state),
      reset: Effect.sync(() => {
        state.index = start.fork()
        state.version += 1
      }),
    }
  })
}
