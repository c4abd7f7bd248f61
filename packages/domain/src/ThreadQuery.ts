import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { CustomerUuid, DepartmentUuid, isPathSafe, UserUuid } from "./identifiers.ts"
import { formatIssues, schemaIssues } from "./text.ts"

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

/**
 * The input is not a `ThreadQuery`. Each issue names a property and what belongs there, never the value found. `field` is
 * empty if the input is no object.
 */
export class InvalidThreadQuery extends Schema.TaggedError<InvalidThreadQuery>()("InvalidThreadQuery", {
  issues: Schema.NonEmptyArray(Schema.Struct({ field: Schema.String, expected: Schema.String })),
}) {
  override get message(): string {
    return formatIssues(this.issues.map(({ expected, field }) => ({ path: field, expected })))
  }
}

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

  /** Parses anything as a query. The error names each wrong property, unknown ones included. */
  static readonly parse = (input: unknown): Effect.Effect<ThreadQuery, InvalidThreadQuery> =>
    Effect.mapError(
      decodeThreadQuery(input),
      (error) =>
        new InvalidThreadQuery({
          issues: Arr.map(schemaIssues(error), ({ expected, path }) => ({ field: path, expected })),
        }),
    )
}

const decodeThreadQuery = Schema.decodeUnknownEffect(ThreadQuery, { errors: "all", onExcessProperty: "error" })
