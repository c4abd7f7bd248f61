import { MaxResults, ThreadQuery, UserUuid } from "@customer-threads/domain"
import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { getSomes } from "effect/Record"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { flagOrSetting } from "../env.ts"
import { usageError } from "../errors/CliError.ts"

/** The name of the flag of each property of a query. */
export const flagNames = {
  departmentUuid: "department",
  customerUuid: "customer",
  assigneeUserUuid: "assignee",
  isArchived: "archived",
  isClosed: "closed",
  maxResults: "max-results",
  sortOrderKey: "sort",
  sortOrder: "order",
} as const satisfies Record<keyof ThreadQuery, string>

const { customerUuid, departmentUuid } = ThreadQuery.fields

/** The flags that name the department and the customer. */
export const scopeFlags = {
  department: Flag.String(flagNames.departmentUuid).pipe(
    Flag.withSchema(departmentUuid),
    Flag.withAlias("d"),
    Flag.withMetavar("ID"),
    Flag.withDescription("The department [env: THREADS_DEPARTMENT]"),
    Flag.optional,
  ),
  customer: Flag.String(flagNames.customerUuid).pipe(
    Flag.withSchema(customerUuid),
    Flag.withAlias("c"),
    Flag.withMetavar("ID"),
    Flag.withDescription("The customer"),
  ),
}

/** A query without its customer. */
export type DepartmentQuery = Omit<ThreadQuery, "customerUuid">

type Filters = Omit<DepartmentQuery, "departmentUuid">

/** The flags that filter, sort and limit the threads, each under the name of its property in a query. */
export const filterFlags = {
  assigneeUserUuid: Flag.String(flagNames.assigneeUserUuid).pipe(
    Flag.withSchema(UserUuid.check(Schema.isNonEmpty({ expected: "an identifier" }))),
    Flag.withMetavar("ID"),
    Flag.withDescription("Only threads of this assignee"),
    Flag.optional,
  ),
  isArchived: Flag.Boolean(flagNames.isArchived).pipe(
    Flag.withDescription("Only archived threads; --no-archived for the others"),
    Flag.optional,
  ),
  isClosed: Flag.Boolean(flagNames.isClosed).pipe(
    Flag.withDescription("Only closed threads; --no-closed for the others"),
    Flag.optional,
  ),
  maxResults: Flag.Int(flagNames.maxResults).pipe(
    Flag.withSchema(MaxResults),
    Flag.withAlias("n"),
    Flag.withMetavar("N"),
    Flag.withDescription(`Maximum number of threads: ${Schema.resolveAnnotations(MaxResults)?.expected}`),
    Flag.optional,
  ),
  sortOrderKey: Flag.ChoiceWithValue(flagNames.sortOrderKey, [
    ["last-message-on", "LAST_MESSAGE_ON"],
    ["last-delegation-on", "LAST_DELEGATION_ON"],
  ]).pipe(Flag.withDescription("The instant to sort by [default: last-message-on]"), Flag.optional),
  sortOrder: Flag.ChoiceWithValue(flagNames.sortOrder, [
    ["asc", "ASC"],
    ["desc", "DESC"],
  ]).pipe(Flag.withDescription("asc is oldest first [default: desc]"), Flag.optional),
} satisfies { [Name in keyof Filters]-?: Flag.Flag<Option.Option<NonNullable<Filters[Name]>>> }

/** The flags that make a query. */
export const queryFlags = { ...scopeFlags, ...filterFlags }

type Input<Flags extends Command.Command.Config> = Command.Command.Config.Infer<Flags>
export type ScopeInput = Input<typeof scopeFlags>
export type QueryInput = Input<typeof queryFlags>

/** Reads the department from the flag or from `THREADS_DEPARTMENT`. */
export const readDepartment = (flag: ScopeInput["department"]) =>
  flagOrSetting(flag, "THREADS_DEPARTMENT", departmentUuid)

const requireDepartment = Effect.fnUntraced(function* (flag: ScopeInput["department"]) {
  return (
    (yield* readDepartment(flag)) ??
    (yield* usageError("There is no department", "give --department ID or set THREADS_DEPARTMENT"))
  )
})

/** Reads the query for all of a customer's threads. */
export const readScopeQuery = Effect.fnUntraced(function* ({ customer, department }: ScopeInput) {
  return new ThreadQuery({ departmentUuid: yield* requireDepartment(department), customerUuid: customer })
})

/** Reads the query but for its customer. */
export const readDepartmentQuery = Effect.fnUntraced(function* ({
  department,
  ...input
}: Omit<QueryInput, "customer">) {
  const given: Record<string, Option.Option<unknown>> = Struct.pick(input, Struct.keys(filterFlags))
  const filters = getSomes(given) as Filters
  return {
    departmentUuid: yield* requireDepartment(department),
    ...filters,
  } satisfies DepartmentQuery as DepartmentQuery
})

/** Reads the query that the flags and the environment make. */
export const readQuery = ({ customer, ...input }: QueryInput) =>
  Effect.map(readDepartmentQuery(input), (query) => new ThreadQuery({ ...query, customerUuid: customer }))
