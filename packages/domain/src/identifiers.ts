import * as Schema from "effect/Schema"

/** A department of a dealership, as the vendor names it: an opaque string. */
export const DepartmentUuid = Schema.String.pipe(Schema.brand("DepartmentUuid"))
export type DepartmentUuid = typeof DepartmentUuid.Type

/** A customer of a dealership, as the vendor names it: an opaque string. */
export const CustomerUuid = Schema.String.pipe(Schema.brand("CustomerUuid"))
export type CustomerUuid = typeof CustomerUuid.Type

/** A dealership, as the vendor names it: an opaque string. */
export const DealerUuid = Schema.String.pipe(Schema.brand("DealerUuid"))
export type DealerUuid = typeof DealerUuid.Type

/** A member of a dealership's staff, as the vendor names it: an opaque string. */
export const UserUuid = Schema.String.pipe(Schema.brand("UserUuid"))
export type UserUuid = typeof UserUuid.Type

/**
 * The identity of a thread: the vendor's int64, held to JavaScript's safe integers
 * (-9007199254740991 to 9007199254740991) so that it is never rounded (assumed).
 */
export const ThreadId = Schema.Int.pipe(Schema.brand("ThreadId"))
export type ThreadId = typeof ThreadId.Type

/**
 * What an identifier must look like to stand in the path of a request: 1 to 128 letters, digits,
 * `_` and `-`. Anything else is refused before a byte is sent (assumed).
 */
export const isPathSafe = Schema.isPattern(/^[A-Za-z0-9_-]{1,128}$/u, {
  expected: "1 to 128 letters, digits, '_' or '-'",
})
