import type { CustomerThread, ThreadId, UserUuid } from "@customer-threads/domain"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { ThreadIndex } from "./ThreadIndex.ts"

/** The store holds no thread of this id. */
export class ThreadNotFound extends Schema.TaggedError<ThreadNotFound>()("ThreadNotFound", { id: Schema.Int }) {
  override get message(): string {
    return `There is no thread ${this.id}.`
  }
}

type Change = Effect.Effect<CustomerThread, ThreadNotFound>

/**
 * The threads behind the in-memory repository, for writing between queries. Every write is atomic, and seen by every
 * list that begins after it; a list that was answered does not change.
 */
export class ThreadStore extends Context.Service<
  ThreadStore,
  {
    /** Writes threads; one whose id is there already is replaced, wherever it was. */
    readonly upsert: (...threads: ReadonlyArray<CustomerThread>) => Effect.Effect<void>
    /** Writes threads in the place of all that there were. */
    readonly replaceAll: (threads: Iterable<CustomerThread>) => Effect.Effect<void>
    readonly get: (id: ThreadId) => Change
    readonly remove: (id: ThreadId) => Change
    /** Sets the assignee, and nothing else; so do the next five with what they name. */
    readonly assign: (id: ThreadId, userUuid: UserUuid) => Change
    readonly unassign: (id: ThreadId) => Change
    readonly archive: (id: ThreadId) => Change
    readonly unarchive: (id: ThreadId) => Change
    readonly close: (id: ThreadId) => Change
    readonly reopen: (id: ThreadId) => Change
    /** Every thread of every customer, in no particular order. */
    readonly all: Effect.Effect<ReadonlyArray<CustomerThread>>
    /** How many threads there are. */
    readonly size: Effect.Effect<number>
    /** Another number after every write. */
    readonly version: Effect.Effect<number>
  }
>()("@customer-threads/in-memory-adapter/ThreadStore") {}

/** The writing side of an index. */
export const makeThreadStore = (index: ThreadIndex): ThreadStore["Service"] => {
  const find = (id: ThreadId): Change =>
    Effect.suspend(() => {
      const thread = index.get(id)
      return thread === undefined ? Effect.fail(new ThreadNotFound({ id })) : Effect.succeed(thread)
    })
  const change = (id: ThreadId, f: (thread: CustomerThread) => CustomerThread): Change =>
    Effect.map(find(id), (thread) => {
      const changed = f(thread)
      index.set(changed)
      return changed
    })
  return {
    upsert: (...threads) =>
      Effect.sync(() => {
        for (const thread of threads) index.set(thread)
      }),
    replaceAll: (threads) =>
      Effect.sync(() => {
        index.clear()
        for (const thread of threads) index.set(thread)
      }),
    get: find,
    remove: (id) => Effect.tap(find(id), () => Effect.sync(() => index.delete(id))),
    assign: (id, userUuid) => change(id, (thread) => ({ ...thread, userUuid })),
    unassign: (id) => change(id, ({ userUuid: _, ...thread }) => thread),
    archive: (id) => change(id, (thread) => ({ ...thread, archived: true })),
    unarchive: (id) => change(id, (thread) => ({ ...thread, archived: false })),
    close: (id) => change(id, (thread) => ({ ...thread, closed: true })),
    reopen: (id) => change(id, (thread) => ({ ...thread, closed: false })),
    all: Effect.sync(() => index.all()),
    size: Effect.sync(() => index.size),
    version: Effect.sync(() => index.version),
  }
}
