import { ThreadQuery } from "@customer-threads/domain"
import { pipe } from "effect/Function"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { ContractViolation } from "./ContractViolation.ts"
import { omitNulls, optionalNullable } from "./schema.ts"

/** The path of the operation under the prefix `/communications` (documented). */
export const listThreadsPath = "/departments/:departmentUUID/customers/:customerUUID/threads"

const pathNames = { departmentUuid: "departmentUUID", customerUuid: "customerUUID" } as const
const bodyNames = { assigneeUserUuid: "assigneeUserUUID" } as const

/** The two identifiers in the path: 1 to 128 letters, digits, `_` or `-` (assumed). */
export const ListThreadsPath = Schema.Struct(
  pipe(
    ThreadQuery.fields,
    Struct.pick(Struct.keys(pathNames)),
    Struct.renameKeys(pathNames),
    Struct.map(Schema.toEncoded),
  ),
)

const fields = pipe(ThreadQuery.fields, Struct.omit(Struct.keys(pathNames)), Struct.renameKeys(bodyNames))

/** The request body: an object whose properties are all optional (documented). They are those of a `ThreadQuery`. */
export const ListThreadsRequest = Schema.Struct(Struct.map(fields, Schema.toEncoded)).annotate({
  identifier: "ListThreadsRequest",
})
export interface ListThreadsRequest extends Schema.Schema.Type<typeof ListThreadsRequest> {}

/** Encodes the request body of a query. It has only the properties that the query sets: `{}` if there are none. */
export const encodeRequest = ({
  assigneeUserUuid,
  customerUuid: _customer,
  departmentUuid: _department,
  ...rest
}: ThreadQuery): ListThreadsRequest =>
  assigneeUserUuid === undefined ? rest : { assigneeUserUUID: assigneeUserUuid, ...rest }

const decodePath = Schema.decodeUnknownResult(ListThreadsPath, { errors: "all" })
const decodeBody = Schema.decodeUnknownResult(Schema.Struct(Struct.map(fields, optionalNullable)), {
  errors: "all",
  onExcessProperty: "error",
})

const violationIn = (root: string) =>
  Result.mapError((error: Schema.SchemaError) => ContractViolation.fromSchemaError(error, root))

/**
 * Decodes a request: the identifiers of its path, and its body as JSON. A property that is null does not filter (assumed);
 * an unknown property is refused. Fails with every wrong place of the path or of the body, as in `body.isClosed`.
 */
export const decodeRequest = (path: unknown, body: unknown): Result.Result<ThreadQuery, ContractViolation> =>
  Result.gen(function* () {
    const { customerUUID, departmentUUID } = yield* violationIn("path")(decodePath(path))
    const { assigneeUserUUID, ...rest } = omitNulls(yield* violationIn("body")(decodeBody(body)))
    return ThreadQuery.from({
      ...rest,
      departmentUuid: departmentUUID,
      customerUuid: customerUUID,
      assigneeUserUuid: assigneeUserUUID,
    })
  })
