import * as Arbitrary from "effect/Arbitrary"
import * as DateTime from "effect/DateTime"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import type { CustomerThread } from "../CustomerThread.ts"
import { CustomerUuid, DealerUuid, DepartmentUuid, ThreadId, UserUuid } from "../identifiers.ts"
import { omitUndefined } from "../omitUndefined.ts"
import { filters } from "../ThreadFilters.ts"
import { ThreadQuery } from "../ThreadQuery.ts"
import { noFilters } from "./queryFilters.ts"

/** One of the values, each as likely as the others. It shrinks towards the first value. */
const oneOf = <const A>(...values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(
    Arbitrary.schema(Schema.Literals(values.map((_, index) => index)), {
      shrink: (index) => Array.from({ length: index }, (_, simpler) => simpler),
    }),
    (index) => values[index] as A,
  )

// A small world, so that filters match and sort keys tie. Its values are those that adapters confuse: users differ in case
// alone, ids and instants in their number of digits, and instants lie on both sides of 1970.
const department = DepartmentUuid.make("department-1")
const customer = CustomerUuid.make("customer-1")
const here = { departmentUuid: department, customerUuid: customer }
const elsewhere = [
  { departmentUuid: DepartmentUuid.make("department-2"), customerUuid: customer },
  { departmentUuid: department, customerUuid: CustomerUuid.make("customer-2") },
] as const
const scope = oneOf(...Array.from({ length: 16 }, () => here), ...elsewhere)
const id = oneOf(
  ...[1, 2, 3, 8, 9, 10, 11, 12, 20, 99, 100, 101, 110, 999, 1_000, 1_001, 0, -1, 2_147_483_648].map((n) =>
    ThreadId.make(n),
  ),
  ThreadId.make(Number.MAX_SAFE_INTEGER),
)
/** The values of thread fields that a query may filter by; undefined if the field may be missing. */
const values = {
  archived: [false, true],
  closed: [false, true],
  dealerUuid: [undefined, DealerUuid.make("dealer-1")],
  userUuid: [undefined, ...["ann", "ANN", "bob"].map((name) => UserUuid.make(name))],
  isWaitingForResponse: [undefined, false, true],
}
const instant = oneOf(
  undefined,
  undefined,
  ...[0, 1_000, 999, 10_000, -1, 1_743_161_683_272].map((millis) => DateTime.makeUnsafe(millis)),
)

/** A thread: of one of three scopes, with one of three users or none, and one of six instants or none. */
export const thread: Arbitrary.Arbitrary<CustomerThread> = Arbitrary.map(
  Arbitrary.all({
    id,
    scope,
    archived: oneOf(...values.archived),
    closed: oneOf(...values.closed),
    dealerUuid: oneOf(...values.dealerUuid),
    userUuid: oneOf(...values.userUuid),
    lastMessageOn: instant,
    lastDelegationOn: instant,
    isWaitingForResponse: oneOf(...values.isWaitingForResponse),
  }),
  ({ archived, closed, id, scope, ...rest }) => ({ id, archived, closed, ...scope, ...omitUndefined(rest) }),
)

/** 0 to 16 threads with unique ids, most of them of one customer with one department. */
export const threads: Arbitrary.Arbitrary<ReadonlyArray<CustomerThread>> = Arbitrary.map(
  Arbitrary.all({
    slots: Arbitrary.all(
      Array.from({ length: 16 }, () => Arbitrary.all({ taken: oneOf(false, true, true, true), thread })),
    ),
    upTo: oneOf(0, 1, 2, ...Array.from({ length: 17 }, () => 16)),
  }),
  ({ slots, upTo }) => [
    ...new Map(
      slots
        .slice(0, upTo)
        .filter(({ taken }) => taken)
        .map((slot) => [slot.thread.id, slot.thread]),
    ).values(),
  ],
)

/** A value of its field for each filter, or none. */
const filterValues = Record.map(filters, (field) => {
  const some = values[field].filter((value) => value !== undefined)
  return oneOf(...some.map(() => undefined), ...some)
}) as { readonly [F in keyof typeof filters]: Arbitrary.Arbitrary<ThreadQuery[F]> }

/** A query that may match threads of `thread`. Half of the queries have no filter. */
export const query: Arbitrary.Arbitrary<ThreadQuery> = Arbitrary.map(
  Arbitrary.all({
    scope,
    filtered: oneOf(false, true),
    ...filterValues,
    maxResults: oneOf(undefined, undefined, undefined, 0, 1, 1, 2, 2, 3, 4, 2_147_483_647),
    sortOrderKey: oneOf(undefined, "LAST_MESSAGE_ON", "LAST_DELEGATION_ON"),
    sortOrder: oneOf(undefined, "ASC", "DESC"),
  }),
  ({ filtered, scope, ...rest }) => ThreadQuery.from({ ...scope, ...rest, ...(filtered ? {} : noFilters) }),
)

/** The input of a law. */
export interface LawCase {
  /** All threads of the repository. */
  readonly threads: ReadonlyArray<CustomerThread>
  readonly query: ThreadQuery
}

/** The input of a law: the threads of a repository, and a query that may match some of them. */
export const lawCase: Arbitrary.Arbitrary<LawCase> = Arbitrary.all({ threads, query })
