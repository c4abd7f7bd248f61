import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CustomerUuid, DepartmentUuid, UserUuid } from "./identifiers.ts"
import { omitUndefined } from "./omitUndefined.ts"
import { formatIssues, schemaIssues } from "./text.ts"

/** The instant to sort by: of the last message, or of the last delegation, which is a change of assignee (documented). */
export const ThreadSortKey = Schema.Literals(["LAST_MESSAGE_ON", "LAST_DELEGATION_ON"])
export type ThreadSortKey = typeof ThreadSortKey.Type

/** The direction of the sort: `ASC` is oldest first, `DESC` newest first (documented). */
export const ThreadSortOrder = Schema.Literals(["ASC", "DESC"])
export type ThreadSortOrder = typeof ThreadSortOrder.Type

/** The largest int32. */
const maximum = 2_147_483_647

/** A maximum number of threads: a whole number from 0 (assumed) to 2147483647 (documented as an int32). */
export const MaxResults = Schema.Finite.check(
  Schema.makeFilter((n: number) => Number.isInteger(n) && n >= 0 && n <= maximum, {
    expected: `a whole number from 0 to ${maximum}`,
    toJsonSchema: () => ({ type: "integer", format: "int32", minimum: 0, maximum }),
  }),
)

// Both stand in the path of a request, where `..` would lead elsewhere.
const isPathSafe = Schema.isPattern(/^[A-Za-z0-9_-]{1,128}$/u, {
  expected: "1 to 128 letters, digits, '_' or '-'",
})

/** The input is not a `ThreadQuery`. The message never contains the input. */
export class InvalidThreadQuery extends Schema.TaggedError<InvalidThreadQuery>()("InvalidThreadQuery", {
  /**
   * Every wrong property (`field`), unknown ones included, with what is `expected` there. `field` is empty if the input is
   * not an object.
   */
  issues: Schema.NonEmptyArray(Schema.Struct({ field: Schema.String, expected: Schema.String })),
}) {
  override get message(): string {
    return formatIssues(this.issues.map(({ expected, field }) => ({ path: field, expected })))
  }
}

const fields = {
  /** The department: 1 to 128 letters, digits, `_` or `-` (assumed). */
  departmentUuid: DepartmentUuid.check(isPathSafe),
  /** The customer: 1 to 128 letters, digits, `_` or `-` (assumed). */
  customerUuid: CustomerUuid.check(isPathSafe),
  /** Only threads of this assignee, with the same upper and lower case (documented). */
  assigneeUserUuid: Schema.optionalKey(UserUuid),
  /** Only threads that are archived, or only those that are not (documented). */
  isArchived: Schema.optionalKey(Schema.Boolean),
  /** Only threads that are closed, or only those that are open (documented). */
  isClosed: Schema.optionalKey(Schema.Boolean),
  /** The maximum number of threads, the first in the order of the sort. Default: no limit (assumed). */
  maxResults: Schema.optionalKey(MaxResults),
  /** The instant to sort by. Default: `LAST_MESSAGE_ON` (assumed). */
  sortOrderKey: Schema.optionalKey(ThreadSortKey),
  /** The direction of the sort. Default: `DESC` (assumed). */
  sortOrder: Schema.optionalKey(ThreadSortOrder),
}

/** The same properties; those that are optional may be undefined. */
type OrUndefined<T> = { readonly [K in keyof T]: T[K] | (Record<never, never> extends Pick<T, K> ? undefined : never) }

/** The properties of a query as plain values, each as `ThreadQuery` describes it. One that is undefined is absent. */
interface ThreadQueryInput extends OrUndefined<Schema.Struct.Encoded<typeof fields>> {}

/**
 * A query for threads: those of one customer with one department that equal every filter, sorted, the first `maxResults`
 * of them. An invalid query cannot be constructed: `from` throws, `parse` fails.
 *
 * @example
 * ```ts
 * import { ThreadQuery } from "@customer-threads/domain"
 *
 * const query = ThreadQuery.from({ departmentUuid: "d1", customerUuid: "c1", isClosed: false, maxResults: 10 })
 * console.log(query.maxResults)
 * try {
 *   ThreadQuery.from({ departmentUuid: "d1", customerUuid: "../c1" })
 * } catch (error) {
 *   console.log(String(error))
 * }
 * ```
 *
 * prints
 *
 * ```text
 * 10
 * InvalidThreadQuery: customerUuid: expected 1 to 128 letters, digits, '_' or '-'
 * ```
 */
export class ThreadQuery extends Schema.Class<ThreadQuery>("@customer-threads/domain/ThreadQuery")(fields) {
  /** The sort of a query without one: the newest message first (assumed). */
  static readonly defaults = { sortOrderKey: "LAST_MESSAGE_ON", sortOrder: "DESC" } as const

  /**
   * Makes a query from plain values. A property that is undefined is absent. Throws `InvalidThreadQuery` if a value is
   * wrong; a property that does not exist does not compile.
   */
  static readonly from = (input: ThreadQueryInput): ThreadQuery =>
    Result.getOrThrow(decode(omitUndefined<ThreadQueryInput>(input)))

  /** Parses unknown input. Fails with every wrong property, unknown ones included. */
  static readonly parse = (input: unknown): Effect.Effect<ThreadQuery, InvalidThreadQuery> =>
    Effect.suspend(() => Effect.fromResult(decode(input)))
}

const decodeFields = Schema.decodeUnknownResult(ThreadQuery, { errors: "all", onExcessProperty: "error" })

const decode = (input: unknown): Result.Result<ThreadQuery, InvalidThreadQuery> =>
  Result.mapError(
    decodeFields(input),
    (error) =>
      new InvalidThreadQuery({
        issues: Arr.map(schemaIssues(error), ({ expected, path }) => ({ field: path, expected })),
      }),
  )
