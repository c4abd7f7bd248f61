import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { ThreadList } from "./ThreadList.ts"
import type { ThreadQuery } from "./ThreadQuery.ts"
import type { ThreadRepositoryError } from "./ThreadRepositoryError.ts"

/** The port: where threads are listed from. Every adapter supplies it as a `Layer`. */
export class ThreadRepository extends Context.Service<
  ThreadRepository,
  {
    /** The threads that the query asks for. It only reads, so it is safe to repeat (assumed). */
    readonly list: (query: ThreadQuery) => Effect.Effect<ThreadList, ThreadRepositoryError>
  }
>()("@customer-threads/domain/ThreadRepository") {}
