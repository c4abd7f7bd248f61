import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describeSchemaError } from "./describeSchemaError.ts"
import { CustomerUuid, DepartmentUuid, isPathSafe, UserUuid } from "./identifiers.ts"

/** The instant that threads are sorted by: the last message, or the last delegation (change of assignee). */
export const ThreadSortKey = Schema.Literals(["LAST_MESSAGE_ON", "LAST_DELEGATION_ON"])
export type ThreadSortKey = typeof ThreadSortKey.Type

/** `ASC` is oldest first, `DESC` newest first. */
export const ThreadSortOrder = Schema.Literals(["ASC", "DESC"])
export type ThreadSortOrder = typeof ThreadSortOrder.Type

/** The largest `maxResults`: the vendor documents an int32. */
export const MAX_RESULTS_LIMIT = 2_147_483_647

/** How many threads to return at most: a whole number from 0 to 2147483647. */
export const MaxResults = Schema.Finite.check(
  Schema.makeFilter((n: number) => Number.isInteger(n) && n >= 0 && n <= MAX_RESULTS_LIMIT, {
    expected: `a whole number from 0 to ${MAX_RESULTS_LIMIT}`,
    toJsonSchema: () => ({ type: "integer", format: "int32", minimum: 0, maximum: MAX_RESULTS_LIMIT }),
  }),
)

/** The input was not a `ThreadQuery`; the message names every field that is wrong and what would be right. */
export class InvalidThreadQuery extends Schema.TaggedError<InvalidThreadQuery>()("InvalidThreadQuery", {
  message: Schema.String,
}) {}

/**
 * Which threads to list: those of one customer with one department that equal every filter given, the first
 * `maxResults` of them in the order asked for. An invalid query cannot be constructed.
 */
export class ThreadQuery extends Schema.Class<ThreadQuery>("@customer-threads/domain/ThreadQuery")({
  departmentUuid: DepartmentUuid.check(isPathSafe),
  customerUuid: CustomerUuid.check(isPathSafe),
  assigneeUserUuid: Schema.optionalKey(UserUuid),
  isArchived: Schema.optionalKey(Schema.Boolean),
  isClosed: Schema.optionalKey(Schema.Boolean),
  maxResults: Schema.optionalKey(MaxResults),
  sortOrderKey: Schema.optionalKey(ThreadSortKey),
  sortOrder: Schema.optionalKey(ThreadSortOrder),
}) {
  /** How threads are sorted when the query does not say: the newest message first (assumed). */
  static readonly defaults = { sortOrderKey: "LAST_MESSAGE_ON", sortOrder: "DESC" } as const

  /** A query from anything: fails with one line that names each wrong field, an unknown one included. */
  static readonly parse = (input: unknown): Effect.Effect<ThreadQuery, InvalidThreadQuery> =>
    Effect.mapError(
      decodeThreadQuery(input),
      (error) => new InvalidThreadQuery({ message: describeSchemaError(error) }),
    )
}

const decodeThreadQuery = Schema.decodeUnknownEffect(ThreadQuery, { errors: "all", onExcessProperty: "error" })
