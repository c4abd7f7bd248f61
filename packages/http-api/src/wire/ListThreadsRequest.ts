import {
  CustomerUuid,
  DepartmentUuid,
  isPathSafe,
  MaxResults,
  ThreadQuery,
  ThreadSortKey,
  ThreadSortOrder,
  UserUuid,
} from "@customer-threads/domain"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaJITCompiler from "effect/schema/SchemaJITCompiler"
import { ContractViolation } from "./ContractViolation.ts"
import { orNull, withoutNulls } from "./orNull.ts"

/** The path of the operation under the API's prefix, as the vendor's page writes it. */
export const listThreadsPath = "/departments/:departmentUUID/customers/:customerUUID/threads"

/** The two identifiers in the path. */
export const ListThreadsPath = Schema.Struct({
  departmentUUID: Schema.String.check(isPathSafe),
  customerUUID: Schema.String.check(isPathSafe),
})

const fields = {
  assigneeUserUUID: Schema.String,
  isArchived: Schema.Boolean,
  isClosed: Schema.Boolean,
  maxResults: MaxResults,
  sortOrderKey: ThreadSortKey,
  sortOrder: ThreadSortOrder,
}

/** The request body, as the vendor's page gives it: an object whose properties are all optional. */
export const ListThreadsRequest = Schema.Struct({
  assigneeUserUUID: Schema.optionalKey(fields.assigneeUserUUID),
  isArchived: Schema.optionalKey(fields.isArchived),
  isClosed: Schema.optionalKey(fields.isClosed),
  maxResults: Schema.optionalKey(fields.maxResults),
  sortOrderKey: Schema.optionalKey(fields.sortOrderKey),
  sortOrder: Schema.optionalKey(fields.sortOrder),
}).annotate({ identifier: "ListThreadsRequest" })
export interface ListThreadsRequest extends Schema.Schema.Type<typeof ListThreadsRequest> {}

/** The request body with everything that is read all the same: null for what does not filter (assumed). */
export const AcceptedListThreadsRequest = Schema.Struct({
  assigneeUserUUID: orNull(fields.assigneeUserUUID),
  isArchived: orNull(fields.isArchived),
  isClosed: orNull(fields.isClosed),
  maxResults: orNull(fields.maxResults),
  sortOrderKey: orNull(fields.sortOrderKey),
  sortOrder: orNull(fields.sortOrder),
})

/** The body that asks for a query: only what was given, `{}` for nothing. */
export const requestFromQuery = (query: ThreadQuery): ListThreadsRequest => ({
  ...(query.assigneeUserUuid === undefined ? {} : { assigneeUserUUID: query.assigneeUserUuid }),
  ...(query.isArchived === undefined ? {} : { isArchived: query.isArchived }),
  ...(query.isClosed === undefined ? {} : { isClosed: query.isClosed }),
  ...(query.maxResults === undefined ? {} : { maxResults: query.maxResults }),
  ...(query.sortOrderKey === undefined ? {} : { sortOrderKey: query.sortOrderKey }),
  ...(query.sortOrder === undefined ? {} : { sortOrder: query.sortOrder }),
})

// Compiled on first use where code may be generated, and interpreted elsewhere. Most requests are just as documented,
// which is quick to see; only one that is not is decoded.
SchemaJITCompiler.enable(ListThreadsPath.ast)
SchemaJITCompiler.enable(ListThreadsRequest.ast)
const isPath = Schema.is(ListThreadsPath)
const isDocumented = Schema.is(ListThreadsRequest)
const decodePath = Schema.decodeUnknownResult(ListThreadsPath, { errors: "all" })
const decodeBody = Schema.decodeUnknownResult(AcceptedListThreadsRequest, { errors: "all", onExcessProperty: "error" })

const hasOnlyKnown = (body: object): boolean => {
  for (const key in body) if (!Object.hasOwn(fields, key)) return false
  return true
}

const queryOf = (
  { customerUUID, departmentUUID }: typeof ListThreadsPath.Type,
  { assigneeUserUUID, ...given }: ListThreadsRequest,
): ThreadQuery =>
  new ThreadQuery({
    ...given,
    departmentUuid: DepartmentUuid.make(departmentUUID),
    customerUuid: CustomerUuid.make(customerUUID),
    ...(assigneeUserUUID === undefined ? {} : { assigneeUserUuid: UserUuid.make(assigneeUserUUID) }),
  })

/**
 * The query of a request: its path identifiers and its body, already read as JSON. An unknown property is refused. The
 * paths of a violation begin with `path` or `body`, as in `body.isClosed`.
 */
export const queryFromRequest = (path: unknown, body: unknown): Result.Result<ThreadQuery, ContractViolation> =>
  isPath(path) && isDocumented(body) && hasOnlyKnown(body)
    ? Result.succeed(queryOf(path, body))
    : Result.gen(function* () {
        const ids = yield* Result.mapError(decodePath(path), (error) =>
          ContractViolation.fromSchemaError(error, "path"),
        )
        const accepted = yield* Result.mapError(decodeBody(body), (error) =>
          ContractViolation.fromSchemaError(error, "body"),
        )
        return queryOf(ids, withoutNulls(accepted))
      })
