import type { CustomerThread, ServiceError, ServiceWarning, ThreadList } from "@customer-threads/domain"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaJITCompiler from "effect/schema/SchemaJITCompiler"
import { ContractViolation } from "./ContractViolation.ts"
import { orNull, withoutNulls } from "./orNull.ts"
import { AcceptedThreadJson, ThreadJson, threadFromAccepted, threadToJson } from "./ThreadJson.ts"

/** One entry of `errors[]`. */
export const ErrorJson = Schema.Struct({
  errorCode: Schema.String,
  errorDescription: Schema.String,
  errorUID: Schema.String,
}).annotate({ identifier: "Error" })
export interface ErrorJson extends Schema.Schema.Type<typeof ErrorJson> {}

/** One entry of `warnings[]`. */
export const WarningJson = Schema.Struct({
  warningCode: Schema.optionalKey(Schema.String),
  warningDescription: Schema.optionalKey(Schema.String),
}).annotate({ identifier: "Warning" })

/** The envelope of every answer, as the vendor's page gives it: what this project writes. */
export const ListThreadsResponse = Schema.Struct({
  customerThreads: Schema.Array(ThreadJson),
  requestUUID: Schema.String,
  errors: Schema.Array(ErrorJson),
  warnings: Schema.Array(WarningJson),
}).annotate({ identifier: "ListThreadsResponse" })
export interface ListThreadsResponse extends Schema.Schema.Type<typeof ListThreadsResponse> {}

const AcceptedErrorJson = Schema.Struct({
  errorCode: orNull(Schema.String),
  errorDescription: orNull(Schema.String),
  errorUID: orNull(Schema.String),
})

const AcceptedWarningJson = Schema.Struct({
  warningCode: orNull(Schema.String),
  warningDescription: orNull(Schema.String),
})

/**
 * The envelope with everything that is read all the same: `requestUUID`, `errors` and `warnings` may be missing or null,
 * and so may `customerThreads` beside errors (assumed). Free of transformations; unknown properties are ignored.
 */
export const AcceptedListThreadsResponse = Schema.Struct({
  customerThreads: orNull(Schema.Array(AcceptedThreadJson)),
  requestUUID: orNull(Schema.String),
  errors: orNull(Schema.Array(AcceptedErrorJson)),
  warnings: orNull(Schema.Array(AcceptedWarningJson)),
})

/** What a 200 says: threads, or the vendor's errors. */
export type ListThreadsAnswer = {
  readonly requestUuid: string | undefined
  readonly warnings: ReadonlyArray<ServiceWarning>
} & (
  | { readonly _tag: "Threads"; readonly threads: ReadonlyArray<CustomerThread> }
  | { readonly _tag: "Errors"; readonly errors: ReadonlyArray<ServiceError> }
)

// Compiled on first use where code may be generated, and interpreted elsewhere. Most answers are just as documented, which
// is quick to see; then as accepted; and only one that is neither is decoded, for a description of what is wrong.
SchemaJITCompiler.enable(ListThreadsResponse.ast)
SchemaJITCompiler.enable(AcceptedListThreadsResponse.ast)
const isDocumented = Schema.is(ListThreadsResponse)
const isAccepted = Schema.is(AcceptedListThreadsResponse)
const decode = Schema.decodeUnknownResult(AcceptedListThreadsResponse)

const errorFromJson = ({ errorCode, errorDescription, errorUID }: typeof AcceptedErrorJson.Type): ServiceError =>
  withoutNulls({ errorCode: errorCode ?? null, errorDescription: errorDescription ?? null, errorUid: errorUID ?? null })

const warningFromJson = ({ warningCode, warningDescription }: typeof AcceptedWarningJson.Type): ServiceWarning =>
  withoutNulls({ warningCode: warningCode ?? null, warningDescription: warningDescription ?? null })

/** What the body of a 200 says. Fails when it is against the contract; an empty list is only ever what was sent. */
export const answerFromJson = (json: unknown): Result.Result<ListThreadsAnswer, ContractViolation> =>
  isDocumented(json) || isAccepted(json)
    ? answerFromAccepted(json)
    : Result.flatMap(
        Result.mapError(decode(json), (error) => ContractViolation.fromSchemaError(error)),
        answerFromAccepted,
      )

const answerFromAccepted = (
  accepted: typeof AcceptedListThreadsResponse.Type,
): Result.Result<ListThreadsAnswer, ContractViolation> => {
  const said = {
    requestUuid: accepted.requestUUID ?? undefined,
    warnings: (accepted.warnings ?? []).map(warningFromJson),
  }
  if (accepted.errors != null && accepted.errors.length > 0) {
    return Result.succeed({ _tag: "Errors", ...said, errors: accepted.errors.map(errorFromJson) })
  }
  if (accepted.customerThreads == null) {
    return Result.fail(ContractViolation.at("customerThreads", "a value"))
  }
  const threads: Array<CustomerThread> = []
  for (const json of accepted.customerThreads) {
    const thread = threadFromAccepted(json, () => `customerThreads[${threads.length}]`)
    if (thread instanceof ContractViolation) return Result.fail(thread)
    threads.push(thread)
  }
  return Result.succeed({ _tag: "Threads", ...said, threads })
}

/** The body of a 200 that says a list. */
export const responseFromThreadList = (list: ThreadList, requestUUID: string): ListThreadsResponse => ({
  customerThreads: list.threads.map(threadToJson),
  requestUUID,
  errors: [],
  warnings: list.warnings,
})
