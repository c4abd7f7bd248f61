import * as Schema from "effect/Schema"
import type { CustomerThread } from "./CustomerThread.ts"
import type { ThreadQuery } from "./ThreadQuery.ts"

/** One entry of `warnings[]` in a response (documented). A field that the service left out, or sent as null, is absent. */
export const ServiceWarning = Schema.Struct({
  /** The service's code for the kind of warning. */
  warningCode: Schema.optionalKey(Schema.String),
  /** The warning as text. */
  warningDescription: Schema.optionalKey(Schema.String),
})
export interface ServiceWarning extends Schema.Schema.Type<typeof ServiceWarning> {}

/** The threads of a `ThreadQuery`. Make it with `ThreadList.make`. */
export interface ThreadList {
  /** The threads in the order of the query's sort, no two of them with one id. */
  readonly threads: ReadonlyArray<CustomerThread>
  /** The service's identifier for the request, for the vendor's support. Absent if no service was called. */
  readonly requestUuid?: string
  /** The service's warnings about a successful request. Usually empty. */
  readonly warnings: ReadonlyArray<ServiceWarning>
  /** True if there are as many threads as `maxResults`: there may be more, and no pagination is documented. */
  readonly mayBeTruncated: boolean
}

/** Parts of a response beside its threads. */
interface ResponseDetails {
  readonly requestUuid?: string | undefined
  readonly warnings?: ReadonlyArray<ServiceWarning> | undefined
}

export const ThreadList = {
  /** Makes the list for a query from its threads, already filtered, sorted and limited, and from a service's response. */
  make: (
    query: ThreadQuery,
    threads: ReadonlyArray<CustomerThread>,
    { requestUuid, warnings = [] }: ResponseDetails = {},
  ): ThreadList => ({
    threads,
    ...(requestUuid === undefined ? {} : { requestUuid }),
    warnings,
    mayBeTruncated: query.maxResults !== undefined && threads.length >= query.maxResults,
  }),
}
