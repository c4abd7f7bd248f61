import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { ThreadList } from "./ThreadList.ts"
import type { ThreadQuery } from "./ThreadQuery.ts"
import type { ThreadRepositoryError } from "./ThreadRepositoryError.ts"

/** Lists the threads of customers. The port of this package: every adapter provides it as a `Layer`. */
export class ThreadRepository extends Context.Service<
  ThreadRepository,
  {
    /**
     * Lists the threads of a query, as `docs/semantics.md` describes. An unknown department or customer has no threads
     * (assumed). It only reads, so a call can be repeated (assumed).
     */
    readonly list: (query: ThreadQuery) => Effect.Effect<ThreadList, ThreadRepositoryError>
  }
>()("@customer-threads/domain/ThreadRepository") {}
