import { type InvalidThreadQuery, ThreadQuery } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { usageFailure } from "./CliFailure.ts"
import type { QueryInput, ScopeInput } from "./queryFlags.ts"
import { flagOr } from "./settings.ts"

const sortKeys = { "last-message-on": "LAST_MESSAGE_ON", "last-delegation-on": "LAST_DELEGATION_ON" } as const
const sortOrders = { asc: "ASC", desc: "DESC" } as const

const flagNames: Record<string, string> = {
  departmentUuid: "--department",
  customerUuid: "--customer",
  assigneeUserUuid: "--assignee",
  maxResults: "--max-results",
}

const inFlags = ({ message }: InvalidThreadQuery) =>
  usageFailure(
    message.replace(
      /\b(departmentUuid|customerUuid|assigneeUserUuid|maxResults)\b/g,
      (name) => flagNames[name] ?? name,
    ),
    "correct the flag",
  )

const parse = (input: object) => Effect.mapError(ThreadQuery.parse(input), inFlags)

const readScope = Effect.fnUntraced(function* ({ customer, department }: ScopeInput) {
  const departmentUuid = yield* flagOr(department, "THREADS_DEPARTMENT")
  return departmentUuid === undefined
    ? yield* usageFailure("There is no department", "give --department ID or set THREADS_DEPARTMENT")
    : { departmentUuid, customerUuid: customer }
})

/** The query for all of a customer's threads. */
export const readScopeQuery = (input: ScopeInput) => Effect.flatMap(readScope(input), parse)

/** The query that the flags and the environment make. */
export const readQuery = Effect.fnUntraced(function* (input: QueryInput) {
  const scope = yield* readScope(input)
  if (Option.contains(input.assignee, "")) {
    return yield* usageFailure("--assignee: expected an identifier, but it is empty", "give one, or leave the flag out")
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
