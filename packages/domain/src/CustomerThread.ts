import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import { CustomerUuid, DealerUuid, DepartmentUuid, ThreadId, UserUuid } from "./identifiers.ts"

/**
 * An instant in UTC, in whole milliseconds of the years 0000 to 9999 (assumed). It can be written as
 * `YYYY-MM-DDTHH:mm:ss.sssZ`.
 */
export const Instant = Schema.DateTimeUtc.check(
  Schema.makeFilter((instant) => /^\d{4}-/.test(DateTime.formatIso(instant)), {
    expected: "an instant in the years 0000 to 9999",
  }),
)

/**
 * A message thread between a customer and a department: the vendor's ten fields, under the vendor's names (documented). A
 * field that the service left out, or sent as null, is absent (assumed).
 */
export const CustomerThread = Schema.Struct({
  /** The thread's identity: no two threads have one id (assumed). */
  id: ThreadId,
  /** True if the thread is archived. */
  archived: Schema.Boolean,
  /** True if the thread is closed, false if it is open. */
  closed: Schema.Boolean,
  /** The dealership of the department. */
  dealerUuid: Schema.optionalKey(DealerUuid),
  /** The department of the thread. */
  departmentUuid: DepartmentUuid,
  /** The assignee. A thread without an assignee belongs to a virtual default user (documented). */
  userUuid: Schema.optionalKey(UserUuid),
  /** The customer. */
  customerUuid: CustomerUuid,
  /** The instant of the last message. */
  lastMessageOn: Schema.optionalKey(Instant),
  /** The instant of the last delegation, which is a change of assignee. */
  lastDelegationOn: Schema.optionalKey(Instant),
  /** True if the thread waits for a response; the vendor's page does not say whose. */
  isWaitingForResponse: Schema.optionalKey(Schema.Boolean),
})
export interface CustomerThread extends Schema.Schema.Type<typeof CustomerThread> {}
