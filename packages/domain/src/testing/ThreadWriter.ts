import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { CustomerThread } from "../CustomerThread.ts"

/**
 * Writes to the threads of a repository, for the law about writes. A read-only repository does not provide it, and leaves
 * that law undecided.
 */
export class ThreadWriter extends Context.Service<
  ThreadWriter,
  {
    /** Adds a thread, or replaces the thread with the same id. */
    readonly upsert: (thread: CustomerThread) => Effect.Effect<void>
  }
>()("@customer-threads/domain/testing/ThreadWriter") {}
