import {
  type CustomerThread,
  type CustomerUuid,
  type DealerUuid,
  type DepartmentUuid,
  FIRST_INSTANT,
  instantFromMillis,
  LAST_INSTANT,
  type ThreadId,
  type UserUuid,
} from "@customer-threads/domain"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaJITCompiler from "effect/schema/SchemaJITCompiler"
import { ContractViolation } from "./ContractViolation.ts"
import { orNull } from "./orNull.ts"
import { formatInstant, parseInstant } from "./parseInstant.ts"

const int64 = (description: string) => Schema.Int.annotate({ description, format: "int64" })

// The bounds are in the document alone: parseInstant checks them, and once more here would slow down every list.
const epochMillis = int64("milliseconds since 1970").annotate({
  toJsonSchema: () => ({ type: "integer", minimum: FIRST_INSTANT, maximum: LAST_INSTANT }),
})

/** A thread as JSON, with the names and formats of the vendor's page: what this project writes. */
export const ThreadJson = Schema.Struct({
  id: int64("the thread's identity"),
  archived: Schema.Boolean,
  closed: Schema.Boolean,
  dealerUuid: Schema.optionalKey(Schema.String),
  departmentUuid: Schema.String,
  userUuid: Schema.optionalKey(Schema.String.annotate({ description: "the assignee" })),
  customerUuid: Schema.String,
  lastMessageOn: Schema.optionalKey(
    Schema.String.annotate({ description: "ISO 8601, as in 2025-03-28T11:34:43.272Z", format: "date-time" }),
  ),
  lastDelegationOn: Schema.optionalKey(epochMillis),
  isWaitingForResponse: Schema.optionalKey(Schema.Boolean),
}).annotate({ identifier: "CustomerThread" })
export interface ThreadJson extends Schema.Schema.Type<typeof ThreadJson> {}

/**
 * A thread as JSON, with everything that is read all the same: null for "not known", and an instant in each form that
 * the vendor's siblings use (assumed). Free of transformations; unknown properties are ignored.
 */
export const AcceptedThreadJson = Schema.Struct({
  id: Schema.Int,
  archived: Schema.Boolean,
  closed: Schema.Boolean,
  dealerUuid: orNull(Schema.String),
  departmentUuid: Schema.String,
  userUuid: orNull(Schema.String),
  customerUuid: Schema.String,
  lastMessageOn: orNull(Schema.Union([Schema.String, Schema.Int])),
  lastDelegationOn: orNull(Schema.Int),
  isWaitingForResponse: orNull(Schema.Boolean),
})
export interface AcceptedThreadJson extends Schema.Schema.Type<typeof AcceptedThreadJson> {}

/** The JSON of a thread. */
export const threadToJson = (thread: CustomerThread): ThreadJson => {
  const { lastDelegationOn, lastMessageOn, ...rest } = thread
  return {
    ...rest,
    ...(lastMessageOn === undefined ? {} : { lastMessageOn: formatInstant(lastMessageOn.epochMilliseconds) }),
    ...(lastDelegationOn === undefined ? {} : { lastDelegationOn: lastDelegationOn.epochMilliseconds }),
  }
}

interface PlainThread {
  new (
    json: AcceptedThreadJson,
    lastMessageOn: Instant | undefined,
    lastDelegationOn: Instant | undefined,
  ): CustomerThread
  prototype: object
}
type Instant = NonNullable<CustomerThread["lastMessageOn"]>
type Draft = { -readonly [K in keyof CustomerThread]: CustomerThread[K] }

/**
 * Makes a plain object. What a constructor assigns is kept in the object itself; what is added to a literal is not, which
 * takes longer to make and to read, and more memory. The identifiers were checked when the JSON was accepted.
 */
const PlainThread = function (this: Draft, json, lastMessageOn, lastDelegationOn) {
  this.id = json.id as ThreadId
  this.archived = json.archived
  this.closed = json.closed
  this.departmentUuid = json.departmentUuid as DepartmentUuid
  this.customerUuid = json.customerUuid as CustomerUuid
  if (json.dealerUuid != null) this.dealerUuid = json.dealerUuid as DealerUuid
  if (json.userUuid != null) this.userUuid = json.userUuid as UserUuid
  if (lastMessageOn !== undefined) this.lastMessageOn = lastMessageOn
  if (lastDelegationOn !== undefined) this.lastDelegationOn = lastDelegationOn
  if (json.isWaitingForResponse != null) this.isWaitingForResponse = json.isWaitingForResponse
} as (this: Draft, ...args: ConstructorParameters<PlainThread>) => void as unknown as PlainThread
PlainThread.prototype = Object.prototype

const violation = (at: string, field: string, expected: string): ContractViolation =>
  ContractViolation.at(at === "" ? field : `${at}.${field}`, expected)

/** The thread of an accepted JSON, or the first thing that is against the contract; `at` says its place in the document. */
export const threadFromAccepted = (json: AcceptedThreadJson, at: () => string): CustomerThread | ContractViolation => {
  const lastMessageOn = json.lastMessageOn == null ? undefined : parseInstant(json.lastMessageOn)
  if (lastMessageOn === undefined && json.lastMessageOn != null) {
    return violation(at(), "lastMessageOn", "an ISO 8601 instant or epoch milliseconds")
  }
  const lastDelegationOn = json.lastDelegationOn == null ? undefined : parseInstant(json.lastDelegationOn)
  if (lastDelegationOn === undefined && json.lastDelegationOn != null) {
    return violation(at(), "lastDelegationOn", "epoch milliseconds in the years 0000 to 9999")
  }
  return new PlainThread(
    json,
    lastMessageOn === undefined ? undefined : instantFromMillis(lastMessageOn),
    lastDelegationOn === undefined ? undefined : instantFromMillis(lastDelegationOn),
  )
}

// Most threads are just as documented, which is quick to see; only one that is not is decoded.
SchemaJITCompiler.enable(ThreadJson.ast)
SchemaJITCompiler.enable(AcceptedThreadJson.ast)
const isDocumented = Schema.is(ThreadJson)
const decode = Schema.decodeUnknownResult(AcceptedThreadJson, { errors: "all" })

/** The thread of one JSON value. */
export const threadFromJson = (json: unknown): Result.Result<CustomerThread, ContractViolation> => {
  const accepted = isDocumented(json) ? Result.succeed<AcceptedThreadJson>(json) : decode(json)
  if (Result.isFailure(accepted)) {
    return Result.fail(ContractViolation.fromSchemaError(accepted.failure))
  }
  const thread = threadFromAccepted(accepted.success, () => "")
  return thread instanceof ContractViolation ? Result.fail(thread) : Result.succeed(thread)
}
