import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import { CustomerUuid, DealerUuid, DepartmentUuid, ThreadId, UserUuid } from "./identifiers.ts"

/** The milliseconds since 1970 at which the year 0000 begins: no earlier instant is read or written (assumed). */
export const FIRST_INSTANT = -62_167_219_200_000
/** The last milliseconds since 1970 of the year 9999: no later instant is read or written (assumed). */
export const LAST_INSTANT = 253_402_300_799_999

/** Whether a number of milliseconds since 1970 is a whole one within the years 0000 to 9999. */
export const isWritableInstant = (epochMillis: number): boolean =>
  Number.isInteger(epochMillis) && epochMillis >= FIRST_INSTANT && epochMillis <= LAST_INSTANT

/** An instant that can be written as `YYYY-MM-DDTHH:mm:ss.sssZ`: the years 0000 to 9999 (assumed). */
export const Instant = Schema.DateTimeUtc.check(
  Schema.makeFilter((instant) => isWritableInstant(DateTime.toEpochMillis(instant)), {
    expected: "an instant in the years 0000 to 9999",
  }),
)

/**
 * One message thread between a customer and a department: the vendor's ten fields under the vendor's names.
 * What the vendor left out or sent as null is absent. `userUuid` is the assignee.
 */
export const CustomerThread = Schema.Struct({
  id: ThreadId,
  archived: Schema.Boolean,
  closed: Schema.Boolean,
  departmentUuid: DepartmentUuid,
  customerUuid: CustomerUuid,
  dealerUuid: Schema.optionalKey(DealerUuid),
  userUuid: Schema.optionalKey(UserUuid),
  lastMessageOn: Schema.optionalKey(Instant),
  lastDelegationOn: Schema.optionalKey(Instant),
  isWaitingForResponse: Schema.optionalKey(Schema.Boolean),
})
export interface CustomerThread extends Schema.Schema.Type<typeof CustomerThread> {}
