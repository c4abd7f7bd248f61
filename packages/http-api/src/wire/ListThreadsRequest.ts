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
import * as Struct from "effect/Struct"
import * as SchemaJITCompiler from "effect/schema/SchemaJITCompiler"
import { ContractViolation } from "./ContractViolation.ts"
import { withoutNulls } from "./orNull.ts"

/** The path of the operation under the API's prefix, as the vendor's page writes it. */
export const listThreadsPath = "/departments/:departmentUUID/customers/:customerUUID/threads"

/** The two identifiers in the path. */
export const ListThreadsPath = Schema.Struct({
  departmentUUID: Schema.String.check(isPathSafe),
  customerUUID: Schema.String.check(isPathSafe),
})

/** The properties of a request: those of a query that are not in the path, one of them under another name. */
type RequestName =
  | Exclude<keyof ThreadQuery, "departmentUuid" | "customerUuid" | "assigneeUserUuid">
  | "assigneeUserUUID"

const fields = {
  assigneeUserUUID: Schema.String,
  isArchived: Schema.Boolean,
  isClosed: Schema.Boolean,
  maxResults: MaxResults,
  sortOrderKey: ThreadSortKey,
  sortOrder: ThreadSortOrder,
} satisfies Record<RequestName, Schema.Top>

/** The request body, as the vendor's page gives it: an object whose properties are all optional. */
export const ListThreadsRequest = Schema.Struct(Struct.map(fields, Schema.optionalKey)).annotate({
  identifier: "ListThreadsRequest",
})
export interface ListThreadsRequest extends Schema.Schema.Type<typeof ListThreadsRequest> {}

/** The request body as the stand-in reads it: null does not filter (assumed). */
export const AcceptedListThreadsRequest = Schema.Struct(
  Struct.map(Struct.map(fields, Schema.NullOr), Schema.optionalKey),
)

/** The request body of a query. It has only the properties that the query sets: `{}` if there are none. */
export const requestFromQuery = ({
  assigneeUserUuid,
  customerUuid: _customer,
  departmentUuid: _department,
  ...rest
}: ThreadQuery): ListThreadsRequest =>
  assigneeUserUuid === undefined ? rest : { assigneeUserUUID: assigneeUserUuid, ...rest }

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
