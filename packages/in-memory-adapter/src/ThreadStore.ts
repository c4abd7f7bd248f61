import type { CustomerThread, ThreadId, UserUuid } from "@customer-threads/domain"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { ThreadIndex, threadsById } from "./ThreadIndex.ts"

/** The store has no thread of this id. */
export class ThreadNotFound extends Schema.TaggedError<ThreadNotFound>()("ThreadNotFound", { id: Schema.Int }) {
  override get message(): string {
    return `There is no thread ${this.id}.`
  }
}

/** Succeeds with a thread, or fails if the store has none of the id. */
type OneThread = Effect.Effect<CustomerThread, ThreadNotFound>

/**
 * The threads behind the in-memory repository, to read and to write between queries. Every write is atomic. Lists that
 * begin after a write see it; a list that was returned does not change.
 */
export class ThreadStore extends Context.Service<
  ThreadStore,
  {
    /** Writes a thread. It replaces the one of the same id, even another customer's. */
    readonly upsert: (thread: CustomerThread) => Effect.Effect<void>
    /** Writes any number of threads in one step. If an id is repeated, the last of its threads counts. */
    readonly upsertAll: (threads: Iterable<CustomerThread>) => Effect.Effect<void>
    /** Writes threads as `upsertAll` does, and removes all others in the same step. */
    readonly replaceAll: (threads: Iterable<CustomerThread>) => Effect.Effect<void>
    /** Reads a thread. */
    readonly get: (id: ThreadId) => OneThread
    /** Removes a thread, and returns it. */
    readonly remove: (id: ThreadId) => OneThread
    /** Sets `userUuid` alone: `lastDelegationOn` stays. Returns the changed thread, as the five methods below do. */
    readonly assign: (id: ThreadId, userUuid: UserUuid) => OneThread
    readonly unassign: (id: ThreadId) => OneThread
    readonly archive: (id: ThreadId) => OneThread
    readonly unarchive: (id: ThreadId) => OneThread
    readonly close: (id: ThreadId) => OneThread
    readonly reopen: (id: ThreadId) => OneThread
    /** Every thread of every customer, in no particular order. */
    readonly all: Effect.Effect<ReadonlyArray<CustomerThread>>
    /** The number of threads. */
    readonly size: Effect.Effect<number>
    /** A number that grows with every write. */
    readonly version: Effect.Effect<number>
  }
>()("@customer-threads/in-memory-adapter/ThreadStore") {}

/** The index of a store, and the number of writes so far. */
export interface StoreState {
  index: ThreadIndex
  version: number
}

/** Makes the store over an index. */
export const makeThreadStore = (state: StoreState): ThreadStore["Service"] => {
  /** Writes what `read` returns. If `read` throws, nothing is written. */
  const write = (read: () => ReadonlyMap<ThreadId, CustomerThread>) =>
    Effect.sync(() => {
      state.index.write(read())
      state.version += 1
    })

  /** Reads a thread and writes what `f` makes of it in one step. `undefined` removes the thread. */
  const update = (id: ThreadId, f: (thread: CustomerThread) => CustomerThread | undefined): OneThread =>
    Effect.suspend(() => {
      const thread = state.index.get(id)
      if (thread === undefined) return Effect.fail(new ThreadNotFound({ id }))
      const changed = f(thread)
      state.index.write(new Map([[id, changed]]))
      state.version += 1
      return Effect.succeed(changed ?? thread)
    })

  return {
    upsert: (thread) => write(() => new Map([[thread.id, thread]])),
    upsertAll: (threads) => write(() => threadsById(threads)),
    replaceAll: (threads) =>
      Effect.sync(() => {
        state.index = ThreadIndex.of(threads)
        state.version += 1
      }),
    get: (id) =>
      Effect.suspend(() => {
        const thread = state.index.get(id)
        return thread === undefined ? Effect.fail(new ThreadNotFound({ id })) : Effect.succeed(thread)
      }),
    remove: (id) => update(id, () => undefined),
    assign: (id, userUuid) => update(id, (thread) => ({ ...thread, userUuid })),
    unassign: (id) => update(id, ({ userUuid: _, ...thread }) => thread),
    archive: (id) => update(id, (thread) => ({ ...thread, archived: true })),
    unarchive: (id) => update(id, (thread) => ({ ...thread, archived: false })),
    close: (id) => update(id, (thread) => ({ ...thread, closed: true })),
    reopen: (id) => update(id, (thread) => ({ ...thread, closed: false })),
    all: Effect.sync(() => state.index.all()),
    size: Effect.sync(() => state.index.size),
    version: Effect.sync(() => state.version),
  }
}
