import * as Arbitrary from "effect/Arbitrary"
import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import type { CustomerThread } from "../CustomerThread.ts"
import { CustomerUuid, DealerUuid, DepartmentUuid, ThreadId, UserUuid } from "../identifiers.ts"
import { ThreadQuery, ThreadSortKey, ThreadSortOrder } from "../ThreadQuery.ts"

// Small on purpose: filters match, keys tie, and what differs differs in what adapters get wrong. Identifiers differ in
// case alone, ids and instants in their number of digits, and instants lie on both sides of 1970.
const departments = ["department-1", "department-2"] as const
const customers = ["customer-1", "customer-2"] as const
const users = ["user-a", "USER-A", "user-b"] as const
const ids = [
  -1, 0, 1, 2, 3, 8, 9, 10, 11, 12, 20, 99, 100, 101, 110, 999, 1_000, 1_001, 2_147_483_648, 9_007_199_254_740_991,
] as const
const instants = [-1, 0, 999, 1_000, 10_000, 1_743_161_683_272] as const
const limits = ["none", "none", "none", 0, 1, 1, 1, 2, 2, 3, 4, 2_147_483_647] as const

const Draft = Schema.Struct({
  id: Schema.Literals(ids),
  archived: Schema.Boolean,
  closed: Schema.Boolean,
  elsewhere: Schema.Literals([0, 0, 0, 0, 0, 0, 1, 2]),
  dealerUuid: Schema.optionalKey(Schema.Literals(["dealer-1"])),
  userUuid: Schema.optionalKey(Schema.Literals(users)),
  lastMessageOn: Schema.optionalKey(Schema.Literals(instants)),
  lastDelegationOn: Schema.optionalKey(Schema.Literals(instants)),
  isWaitingForResponse: Schema.optionalKey(Schema.Boolean),
})

const toThread = (draft: typeof Draft.Type): CustomerThread => ({
  id: ThreadId.make(draft.id),
  archived: draft.archived,
  closed: draft.closed,
  departmentUuid: DepartmentUuid.make(departments[draft.elsewhere === 1 ? 1 : 0]),
  customerUuid: CustomerUuid.make(customers[draft.elsewhere === 2 ? 1 : 0]),
  ...(draft.dealerUuid === undefined ? {} : { dealerUuid: DealerUuid.make(draft.dealerUuid) }),
  ...(draft.userUuid === undefined ? {} : { userUuid: UserUuid.make(draft.userUuid) }),
  ...(draft.lastMessageOn === undefined ? {} : { lastMessageOn: DateTime.makeUnsafe(draft.lastMessageOn) }),
  ...(draft.lastDelegationOn === undefined ? {} : { lastDelegationOn: DateTime.makeUnsafe(draft.lastDelegationOn) }),
  ...(draft.isWaitingForResponse === undefined ? {} : { isWaitingForResponse: draft.isWaitingForResponse }),
})

/** A thread of a small world: two departments, two customers, three users, six instants or none. */
export const thread: Arbitrary.Arbitrary<CustomerThread> = Arbitrary.map(Arbitrary.schema(Draft), toThread)

/** 0 to 20 threads, no two of one id, most of them of one customer with one department. */
export const threads: Arbitrary.Arbitrary<ReadonlyArray<CustomerThread>> = Arbitrary.map(
  Arbitrary.all({
    drafts: Arbitrary.array(thread, { minLength: 16, maxLength: 32 }),
    // One list in four is short or empty; a shrunk one always is.
    length: Arbitrary.schema(Schema.Literals([0, 1, 2, 32, 32, 32, 32, 32])),
  }),
  ({ drafts, length }) => [...new Map(drafts.slice(0, length).map((draft) => [draft.id, draft])).values()],
)

const QueryDraft = Schema.Struct({
  elsewhere: Schema.Literals([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]),
  assigneeUserUuid: Schema.optionalKey(Schema.Literals([...users, "user-z"])),
  isArchived: Schema.optionalKey(Schema.Boolean),
  isClosed: Schema.optionalKey(Schema.Boolean),
  maxResults: Schema.Literals(limits),
  sortOrderKey: Schema.optionalKey(ThreadSortKey),
  sortOrder: Schema.optionalKey(ThreadSortOrder),
  // Three filters at once seldom match: three queries in four leave some of them out.
  keepFilters: Schema.Literals(["all", "flags", "none", "none"]),
})

/** A query of the same small world. */
export const query: Arbitrary.Arbitrary<ThreadQuery> = Arbitrary.map(
  Arbitrary.schema(QueryDraft),
  ({ assigneeUserUuid, elsewhere, isArchived, isClosed, keepFilters, maxResults, ...rest }) =>
    new ThreadQuery({
      departmentUuid: DepartmentUuid.make(departments[elsewhere === 1 ? 1 : 0]),
      customerUuid: CustomerUuid.make(customers[elsewhere === 2 ? 1 : 0]),
      ...rest,
      ...(maxResults === "none" ? {} : { maxResults }),
      ...(assigneeUserUuid === undefined || keepFilters !== "all"
        ? {}
        : { assigneeUserUuid: UserUuid.make(assigneeUserUuid) }),
      ...(isArchived === undefined || keepFilters === "none" ? {} : { isArchived }),
      ...(isClosed === undefined || keepFilters === "none" ? {} : { isClosed }),
    }),
)

/** What a repository holds, and what it is asked. */
export interface Case {
  readonly threads: ReadonlyArray<CustomerThread>
  readonly query: ThreadQuery
}

/** Threads and a query that has to do with them. */
export const aCase: Arbitrary.Arbitrary<Case> = Arbitrary.all({ threads, query })
