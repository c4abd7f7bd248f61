import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import type { ThreadList } from "./ThreadList.ts"
import type { ThreadQuery } from "./ThreadQuery.ts"
import { ThreadRepository } from "./ThreadRepository.ts"
import type { ThreadRepositoryError } from "./ThreadRepositoryError.ts"

/** One query of `listAll`, with its list or its error. */
export interface QueryOutcome {
  readonly query: ThreadQuery
  readonly result: Result.Result<ThreadList, ThreadRepositoryError>
}

/** The options of `listAll`. */
interface ListAllOptions {
  /** The maximum number of calls at the same time. Default: 8. */
  readonly concurrency?: number | undefined
  /** True emits the outcomes in the order of the queries. Default: false, each as soon as it is there. */
  readonly ordered?: boolean | undefined
}

/**
 * Lists for each of many queries, several at the same time. A query that fails is an outcome too, and does not end the
 * stream. Queries are pulled, and outcomes kept, only as fast as they are consumed: any number of them fits in memory.
 *
 * @example
 * ```ts
 * import { listAll, ThreadQuery } from "@customer-threads/domain"
 * import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
 * import { Console, Effect, Result, Stream } from "effect"
 *
 * const queries = ["c1", "c2"].map((customerUuid) => ThreadQuery.from({ departmentUuid: "d1", customerUuid }))
 * const program = Stream.runForEach(listAll(queries, { ordered: true }), ({ query, result }) =>
 *   Console.log(query.customerUuid, Result.isSuccess(result) ? result.success.threads.length : result.failure.message),
 * )
 * await Effect.runPromise(Effect.provide(program, InMemoryThreadRepository.layer()))
 * ```
 *
 * prints
 *
 * ```text
 * c1 0
 * c2 0
 * ```
 */
export const listAll = <E = never, R = never>(
  queries: Iterable<ThreadQuery> | Stream.Stream<ThreadQuery, E, R>,
  options: ListAllOptions = {},
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
