import { type InvalidThreadQuery, ThreadQuery } from "@customer-threads/domain"
import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { flagOr } from "../env.ts"
import { usageError } from "../errors/CliError.ts"

const sortKeys = { "last-message-on": "LAST_MESSAGE_ON", "last-delegation-on": "LAST_DELEGATION_ON" } as const
const sortOrders = { asc: "ASC", desc: "DESC" } as const

const flagOf = {
  departmentUuid: "--department",
  customerUuid: "--customer",
  assigneeUserUuid: "--assignee",
  isArchived: "--archived",
  isClosed: "--closed",
  maxResults: "--max-results",
  sortOrderKey: "--sort",
  sortOrder: "--order",
} satisfies Record<keyof ThreadQuery, string>
const flags = new Map<string, string>(Object.entries(flagOf))

const inFlags = ({ issues }: InvalidThreadQuery) =>
  usageError(
    issues.map(({ expected, field }) => `${flags.get(field) ?? field}: expected ${expected}`).join("; "),
    "correct the flag",
  )

const parse = (input: object) => Effect.mapError(ThreadQuery.parse(input), inFlags)

const readScope = Effect.fnUntraced(function* ({ customer, department }: ScopeInput) {
  const departmentUuid = yield* flagOr(department, "THREADS_DEPARTMENT")
  return departmentUuid === undefined
    ? yield* usageError("There is no department", "give --department ID or set THREADS_DEPARTMENT")
    : { departmentUuid, customerUuid: customer }
})

/** The query for all of a customer's threads. */
export const readScopeQuery = (input: ScopeInput) => Effect.flatMap(readScope(input), parse)

/** The query that the flags and the environment make. */
export const readQuery = Effect.fnUntraced(function* (input: QueryInput) {
  const scope = yield* readScope(input)
  if (Option.contains(input.assignee, "")) {
    return yield* usageError("--assignee: expected an identifier, but it is empty", "give one, or leave the flag out")
  }
  const given = <A, B>(name: string, option: Option.Option<A>, f: (value: A) => B) =>
    Option.isSome(option) ? { [name]: f(option.value) } : {}
  const self = <A>(value: A): A => value
  return yield* parse({
    ...scope,
    ...given("assigneeUserUuid", input.assignee, self),
    ...given("isArchived", input.archived, self),
    ...given("isClosed", input.closed, self),
    ...given("maxResults", input.maxResults, (text) => (/^\d+$/.test(text) ? Number(text) : -1)),
    ...given("sortOrderKey", input.sort, (key) => sortKeys[key]),
    ...given("sortOrder", input.order, (order) => sortOrders[order]),
  })
})

/** The flags that say whose threads. */
export const scopeFlags = {
  department: Flag.String("department").pipe(
    Flag.withMetavar("ID"),
    Flag.withDescription("The department; THREADS_DEPARTMENT unless given"),
    Flag.optional,
  ),
  customer: Flag.String("customer").pipe(Flag.withMetavar("ID"), Flag.withDescription("The customer")),
}

/** The flags that say which of them, in which order, and how many. */
export const queryFlags = {
  ...scopeFlags,
  assignee: Flag.String("assignee").pipe(
    Flag.withMetavar("ID"),
    Flag.withDescription("Only threads of this assignee"),
    Flag.optional,
  ),
  archived: Flag.Boolean("archived").pipe(
    Flag.withDescription("Only archived threads; --no-archived for the others"),
    Flag.optional,
  ),
  closed: Flag.Boolean("closed").pipe(
    Flag.withDescription("Only closed threads; --no-closed for the others"),
    Flag.optional,
  ),
  maxResults: Flag.String("max-results").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("At most so many threads: 0 to 2147483647"),
    Flag.optional,
  ),
  sort: Flag.Literals("sort", ["last-message-on", "last-delegation-on"]).pipe(
    Flag.withDescription("What to sort by; last-message-on unless given"),
    Flag.optional,
  ),
  order: Flag.Literals("order", ["asc", "desc"]).pipe(
    Flag.withDescription("asc is oldest first; desc unless given"),
    Flag.optional,
  ),
}

export type ScopeInput = Command.Command.Config.Infer<typeof scopeFlags>
export type QueryInput = Command.Command.Config.Infer<typeof queryFlags>
