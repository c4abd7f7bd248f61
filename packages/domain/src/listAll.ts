import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import type { ThreadList } from "./ThreadList.ts"
import type { ThreadQuery } from "./ThreadQuery.ts"
import { ThreadRepository } from "./ThreadRepository.ts"
import type { ThreadRepositoryError } from "./ThreadRepositoryError.ts"

/** One of many queries, and what it came to. */
export interface QueryOutcome {
  readonly query: ThreadQuery
  readonly result: Result.Result<ThreadList, ThreadRepositoryError>
}

/**
 * Lists for many queries, `concurrency` of them at once (8 unless told), each outcome as soon as it is there, or in the
 * order of the queries where `ordered` is true. A query that fails does not end the rest. Queries are taken and outcomes
 * kept no faster than they are used, so that any number fits in memory.
 */
export const listAll = <E = never, R = never>(
  queries: Iterable<ThreadQuery> | Stream.Stream<ThreadQuery, E, R>,
  options: { readonly concurrency?: number | undefined; readonly ordered?: boolean | undefined } = {},
): Stream.Stream<QueryOutcome, E, R | ThreadRepository> =>
  Stream.mapEffect(
    Stream.isStream(queries) ? queries : Stream.fromIterable(queries),
    (query) =>
      Effect.map(
        Effect.result(ThreadRepository.use((repository) => repository.list(query))),
        (result): QueryOutcome => ({ query, result }),
      ),
    { concurrency: options.concurrency ?? 8, unordered: options.ordered !== true },
  )
