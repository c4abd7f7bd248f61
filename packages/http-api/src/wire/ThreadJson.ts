import {
  type CustomerThread,
  CustomerUuid,
  DealerUuid,
  DepartmentUuid,
  describeSchemaError,
  ThreadId,
  UserUuid,
} from "@customer-threads/domain"
import * as DateTime from "effect/DateTime"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { ContractViolation } from "./ContractViolation.ts"
import { orNull } from "./orNull.ts"
import { formatInstant, parseInstant } from "./parseInstant.ts"

const int64 = (description: string) => Schema.Int.annotate({ description, format: "int64" })

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
  lastDelegationOn: Schema.optionalKey(int64("milliseconds since 1970")),
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

const instant = (
  value: string | number,
  path: string,
  expected: string,
): Result.Result<DateTime.Utc, ContractViolation> => {
  const millis = parseInstant(value)
  return millis === undefined
    ? Result.fail(new ContractViolation({ message: `${path}: expected ${expected}` }))
    : Result.succeed(DateTime.makeUnsafe(millis))
}

/** The thread of an accepted JSON; `at` is its place in the document, for the error. */
export const threadFromAccepted = (
  json: AcceptedThreadJson,
  at = "",
): Result.Result<CustomerThread, ContractViolation> => {
  const thread: { -readonly [K in keyof CustomerThread]: CustomerThread[K] } = {
    id: ThreadId.make(json.id, { disableChecks: true }),
    archived: json.archived,
    closed: json.closed,
    departmentUuid: DepartmentUuid.make(json.departmentUuid, { disableChecks: true }),
    customerUuid: CustomerUuid.make(json.customerUuid, { disableChecks: true }),
  }
  if (json.dealerUuid != null) thread.dealerUuid = DealerUuid.make(json.dealerUuid, { disableChecks: true })
  if (json.userUuid != null) thread.userUuid = UserUuid.make(json.userUuid, { disableChecks: true })
  if (json.isWaitingForResponse != null) thread.isWaitingForResponse = json.isWaitingForResponse
  const prefix = at === "" ? "" : `${at}.`
  if (json.lastMessageOn != null) {
    const on = instant(json.lastMessageOn, `${prefix}lastMessageOn`, "an ISO 8601 instant or epoch milliseconds")
    if (Result.isFailure(on)) return Result.fail(on.failure)
    thread.lastMessageOn = on.success
  }
  if (json.lastDelegationOn != null) {
    const on = instant(
      json.lastDelegationOn,
      `${prefix}lastDelegationOn`,
      "epoch milliseconds in the years 0000 to 9999",
    )
    if (Result.isFailure(on)) return Result.fail(on.failure)
    thread.lastDelegationOn = on.success
  }
  return Result.succeed(thread)
}

const decode = Schema.decodeUnknownResult(AcceptedThreadJson, { errors: "all" })

/** The thread of one JSON value. */
export const threadFromJson = (json: unknown): Result.Result<CustomerThread, ContractViolation> =>
  Result.match(decode(json), {
    onFailure: (error) => Result.fail(new ContractViolation({ message: describeSchemaError(error) })),
    onSuccess: (accepted) => threadFromAccepted(accepted),
  })
