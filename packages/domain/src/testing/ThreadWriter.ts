import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { CustomerThread } from "../CustomerThread.ts"

/**
 * A way to write to the threads that a repository lists, for the laws about writes. A repository that cannot be written to
 * leaves it out, and those laws undecided.
 */
export class ThreadWriter extends Context.Service<
  ThreadWriter,
  {
    /** Writes a thread; one whose id is there already is replaced. */
    readonly upsert: (thread: CustomerThread) => Effect.Effect<void>
  }
>()("@customer-threads/domain/testing/ThreadWriter") {}
