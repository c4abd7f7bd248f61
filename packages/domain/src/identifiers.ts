import * as Schema from "effect/Schema"

/** The identifier of a dealership's department: an opaque string (documented). */
export const DepartmentUuid = Schema.String.pipe(Schema.brand("DepartmentUuid"))
export type DepartmentUuid = typeof DepartmentUuid.Type

/** The identifier of a dealership's customer: an opaque string (documented). */
export const CustomerUuid = Schema.String.pipe(Schema.brand("CustomerUuid"))
export type CustomerUuid = typeof CustomerUuid.Type

/** The identifier of a dealership: an opaque string (documented). */
export const DealerUuid = Schema.String.pipe(Schema.brand("DealerUuid"))
export type DealerUuid = typeof DealerUuid.Type

/** The identifier of a member of a dealership's staff: an opaque string (documented). */
export const UserUuid = Schema.String.pipe(Schema.brand("UserUuid"))
export type UserUuid = typeof UserUuid.Type

/**
 * The identity of a thread: an int64 (documented). Only JavaScript's safe integers, -9007199254740991 to 9007199254740991,
 * so that it is never rounded (assumed).
 */
export const ThreadId = Schema.Number.check(
  Schema.isInt({ expected: "a whole number that can be held exactly, up to 9007199254740991" }),
).pipe(Schema.brand("ThreadId"))
export type ThreadId = typeof ThreadId.Type
