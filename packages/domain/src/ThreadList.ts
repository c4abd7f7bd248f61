import * as Schema from "effect/Schema"
import type { CustomerThread } from "./CustomerThread.ts"
import type { ThreadQuery } from "./ThreadQuery.ts"

/** Something the vendor wants known about an answer it gave all the same. */
export const ThreadListWarning = Schema.Struct({
  warningCode: Schema.optionalKey(Schema.String),
  warningDescription: Schema.optionalKey(Schema.String),
})
export interface ThreadListWarning extends Schema.Schema.Type<typeof ThreadListWarning> {}

/** The answer to a `ThreadQuery`. */
export interface ThreadList {
  /** The threads, in the order asked for. */
  readonly threads: ReadonlyArray<CustomerThread>
  /** The vendor's name for the request, for its support; absent where no server was asked. */
  readonly requestUuid?: string
  readonly warnings: ReadonlyArray<ThreadListWarning>
  /** There are as many threads as `maxResults` asked for: more may exist, and no further page can be asked for. */
  readonly mayBeTruncated: boolean
}

/** The answer to `query` made of `threads`, with what a server said beside them. */
export const makeThreadList = (
  query: ThreadQuery,
  threads: ReadonlyArray<CustomerThread>,
  said?: {
    readonly requestUuid?: string | undefined
    readonly warnings?: ReadonlyArray<ThreadListWarning> | undefined
  },
): ThreadList => ({
  threads,
  ...(said?.requestUuid === undefined ? {} : { requestUuid: said.requestUuid }),
  warnings: said?.warnings ?? [],
  mayBeTruncated: query.maxResults !== undefined && threads.length >= query.maxResults,
})
