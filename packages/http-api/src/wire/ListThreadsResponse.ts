import type { CustomerThread, ServiceError, ServiceWarning, ThreadList } from "@customer-threads/domain"
import { flow } from "effect/Function"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { ContractViolation } from "./ContractViolation.ts"
import { compiled, omitNulls, optionalNullable } from "./schema.ts"
import { encodeThread, ThreadJson, ThreadJsonInput, threadFromInput, threadFromWritten } from "./ThreadJson.ts"

/** An entry of `errors[]`. */
export const ErrorJson = Schema.Struct({
  errorCode: Schema.String,
  errorDescription: Schema.String,
  errorUID: Schema.String,
}).annotate({ identifier: "Error" })
export interface ErrorJson extends Schema.Schema.Type<typeof ErrorJson> {}

/** An entry of `warnings[]`. */
const WarningJson = Schema.Struct({
  warningCode: Schema.optionalKey(Schema.String),
  warningDescription: Schema.optionalKey(Schema.String),
}).annotate({ identifier: "Warning" })

const fieldsOf = <T extends Schema.Top, E extends Schema.Top, W extends Schema.Top>(
  thread: T,
  error: E,
  warning: W,
) => ({
  customerThreads: Schema.Array(thread),
  requestUUID: Schema.String,
  errors: Schema.Array(error),
  warnings: Schema.Array(warning),
})

/** The envelope of every response, as this project writes it (documented). */
export const ListThreadsResponse = Schema.Struct(fieldsOf(ThreadJson, ErrorJson, WarningJson)).annotate({
  identifier: "ListThreadsResponse",
})
export interface ListThreadsResponse extends Schema.Schema.Type<typeof ListThreadsResponse> {}

const lenient = flow(Struct.map(Schema.optionalKey), Struct.map(optionalNullable))
const ErrorJsonInput = Schema.Struct(lenient(ErrorJson.fields))
const WarningJsonInput = Schema.Struct(lenient(WarningJson.fields))

/**
 * The envelope of a response, as it is read: `requestUUID`, `errors` and `warnings` may be missing or null, and so may every
 * field of their entries, and `customerThreads` if there are errors (assumed). Unknown properties are ignored.
 */
const ListThreadsResponseInput = Schema.Struct(lenient(fieldsOf(ThreadJsonInput, ErrorJsonInput, WarningJsonInput)))

/** A decoded response with status 200: threads, or the service's errors. */
export type DecodedResponse = {
  /** The service's identifier for the request, for the vendor's support. */
  readonly requestUuid: string | undefined
  readonly warnings: ReadonlyArray<ServiceWarning>
} & (
  | { readonly _tag: "Threads"; readonly threads: ReadonlyArray<CustomerThread> }
  | { readonly _tag: "Errors"; readonly errors: ReadonlyArray<ServiceError> }
)

const errorFromJson = (json: typeof ErrorJsonInput.Type): ServiceError => {
  const { errorUID, ...rest } = omitNulls(json)
  return { ...rest, ...(errorUID === undefined ? {} : { errorUid: errorUID }) }
}

const responseFrom = (
  envelope: typeof ListThreadsResponseInput.Type,
  threads: ReadonlyArray<CustomerThread> | undefined,
): Result.Result<DecodedResponse, ContractViolation> => {
  const { errors = [], requestUUID, warnings = [] } = omitNulls(envelope)
  const details = { requestUuid: requestUUID, warnings: warnings.map(omitNulls) }
  if (errors.length > 0) return Result.succeed({ _tag: "Errors", ...details, errors: errors.map(errorFromJson) })
  return threads === undefined
    ? Result.fail(ContractViolation.at("customerThreads", "a value"))
    : Result.succeed({ _tag: "Threads", ...details, threads })
}

const decodeWritten = Schema.decodeUnknownOption(compiled(ListThreadsResponse))
const decodeInput = Schema.decodeUnknownResult(compiled(ListThreadsResponseInput))

/**
 * Decodes the body of a response with status 200, already parsed as JSON. A body with errors is never a list (assumed).
 * Fails with the first wrong place, as in `customerThreads[17].closed`.
 */
export const decodeResponse = (json: unknown): Result.Result<DecodedResponse, ContractViolation> => {
  // Most responses are in the form that this project writes, and decode in half the time.
  const written = Option.getOrUndefined(decodeWritten(json))
  if (written !== undefined) return responseFrom(written, written.customerThreads.map(threadFromWritten))
  const input = Result.mapError(decodeInput(json), (error) => ContractViolation.fromSchemaError(error))
  return Result.flatMap(input, (envelope) => responseFrom(envelope, envelope.customerThreads?.map(threadFromInput)))
}

/** Encodes a list as the body of a response with status 200. */
export const encodeResponse = (list: ThreadList, requestUUID: string): ListThreadsResponse => ({
  customerThreads: list.threads.map(encodeThread),
  requestUUID,
  errors: [],
  warnings: list.warnings,
})
