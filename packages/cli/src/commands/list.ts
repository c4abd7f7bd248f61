import { type InvalidThreadQuery, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { defaultBaseUrl, HttpThreadRepository } from "@customer-threads/http-adapter"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { listFailure, usageFailure } from "../CliFailure.ts"
import { formats, printList } from "../printList.ts"
import { flagOr, requireCredentials } from "../settings.ts"

const sortKeys = { "last-message-on": "LAST_MESSAGE_ON", "last-delegation-on": "LAST_DELEGATION_ON" } as const
const sortOrders = { asc: "ASC", desc: "DESC" } as const

/** The flags that say which threads to list. */
export const queryFlags = {
  department: Flag.String("department").pipe(
    Flag.withMetavar("ID"),
    Flag.withDescription("The department; THREADS_DEPARTMENT unless given"),
    Flag.optional,
  ),
  customer: Flag.String("customer").pipe(Flag.withMetavar("ID"), Flag.withDescription("The customer")),
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

type QueryInput = Command.Command.Config.Infer<typeof queryFlags>

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
  )

/** The query that the flags and the environment make. */
export const readQuery = Effect.fnUntraced(function* (input: QueryInput) {
  const department = yield* flagOr(input.department, "THREADS_DEPARTMENT")
  if (department === undefined) {
    return yield* usageFailure("There is no department; give --department ID or set THREADS_DEPARTMENT.")
  }
  if (Option.contains(input.assignee, ""))
    return yield* usageFailure("--assignee: expected an identifier; it is empty.")
  const given = <A, B>(name: string, option: Option.Option<A>, f: (value: A) => B) =>
    Option.isSome(option) ? { [name]: f(option.value) } : {}
  const self = <A>(value: A): A => value
  return yield* Effect.mapError(
    ThreadQuery.parse({
      departmentUuid: department,
      customerUuid: input.customer,
      ...given("assigneeUserUuid", input.assignee, self),
      ...given("isArchived", input.archived, self),
      ...given("isClosed", input.closed, self),
      ...given("maxResults", input.maxResults, (text) => (/^\d+$/.test(text) ? Number(text) : -1)),
      ...given("sortOrderKey", input.sort, (key) => sortKeys[key]),
      ...given("sortOrder", input.order, (order) => sortOrders[order]),
    }),
    inFlags,
  )
})

export const list = Command.make(
  "list",
  {
    ...queryFlags,
    format: Flag.Literals("format", formats).pipe(
      Flag.withDescription("How to print the threads"),
      Flag.withDefault("table"),
    ),
    baseUrl: Flag.String("base-url").pipe(
      Flag.withMetavar("URL"),
      Flag.withDescription("The service's address; THREADS_BASE_URL unless given, else the vendor's"),
      Flag.optional,
    ),
  },
  Effect.fnUntraced(function* ({ baseUrl, format, ...input }) {
    const query = yield* readQuery(input)
    const credentials = yield* requireCredentials
    const repository = HttpThreadRepository.layer({
      baseUrl: (yield* flagOr(baseUrl, "THREADS_BASE_URL")) ?? defaultBaseUrl,
      credentials,
    }).pipe(
      Layer.provide(NodeHttpClient.layerUndici),
      Layer.catch(({ message }) => Layer.effect(ThreadRepository, Effect.fail(usageFailure(message)))),
    )
    const threads = yield* ThreadRepository.use((_) => Effect.mapError(_.list(query), listFailure)).pipe(
      Effect.provide(repository),
    )
    yield* printList(threads, format)
  }),
).pipe(
  Command.withDescription("List the message threads that a customer has with a department."),
  Command.withExamples([
    { command: "threads list --department D1 --customer C1", description: "Every thread, the newest message first" },
    {
      command: "threads list --department D1 --customer C1 --no-closed --max-results 10 --format json",
      description: "The ten newest open threads as JSON",
    },
  ]),
)
