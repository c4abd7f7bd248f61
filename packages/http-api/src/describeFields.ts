import { type ListThreadsPath, type ListThreadsRequest, listThreadsPath } from "./wire/ListThreadsRequest.ts"
import type { ErrorJson, ListThreadsResponse } from "./wire/ListThreadsResponse.ts"
import type { ThreadJson } from "./wire/ThreadJson.ts"

interface Documented {
  readonly description: string
  readonly example: unknown
}

type FieldsOf<A> = { readonly [Name in keyof A]-?: Documented }

const path: FieldsOf<typeof ListThreadsPath.Type> = {
  departmentUUID: { description: "The department.", example: "service-department" },
  customerUUID: { description: "The customer.", example: "customer-01" },
}

const request: FieldsOf<ListThreadsRequest> = {
  assigneeUserUUID: {
    description: "Lists only threads of this assignee. Text is compared with its case.",
    example: "advisor-chloe",
  },
  isArchived: { description: "Lists only threads that are archived, or only those that are not.", example: false },
  isClosed: { description: "Lists only threads that are closed, or only those that are open.", example: false },
  maxResults: { description: "Maximum number of threads. Default: no limit (assumed).", example: 10 },
  sortOrderKey: {
    description: "The instant to sort by. Default: LAST_MESSAGE_ON (assumed).",
    example: "LAST_MESSAGE_ON",
  },
  sortOrder: { description: "ASC is oldest first, DESC is newest first. Default: DESC (assumed).", example: "DESC" },
}

const thread: FieldsOf<ThreadJson> = {
  id: { description: "The identity of the thread.", example: 1077 },
  archived: { description: "True if the thread is archived.", example: false },
  closed: { description: "True if the thread is closed.", example: false },
  dealerUuid: { description: "The dealership.", example: "dealer-riverside-motors" },
  departmentUuid: { description: "The department.", example: "service-department" },
  userUuid: {
    description: "The assignee. An unassigned thread belongs to a virtual default user.",
    example: "advisor-chloe",
  },
  customerUuid: { description: "The customer.", example: "customer-01" },
  lastMessageOn: {
    description: "When the last message was sent or received, in RFC 3339.",
    example: "2026-06-08T00:00:00.000Z",
  },
  lastDelegationOn: {
    description: "When the assignee last changed, in milliseconds since 1970.",
    example: 1_780_875_443_000,
  },
  isWaitingForResponse: { description: "True if the customer waits for a response.", example: true },
}

const response: FieldsOf<ListThreadsResponse> = {
  customerThreads: {
    description: "The threads, in the order of the sort.",
    example: [Object.fromEntries(Object.entries(thread).map(([name, { example }]) => [name, example]))],
  },
  requestUUID: {
    description: "The service's identifier of the request, for its support.",
    example: "0b9c8c1e-6b0e-4a55-9d0c-3a5f5f0f7a11",
  },
  errors: {
    description: "The errors. If there are any, the response is not a list of threads (assumed).",
    example: [],
  },
  warnings: { description: "Warnings about a request that succeeded.", example: [] },
}

const error: FieldsOf<ErrorJson> = {
  errorCode: { description: "The kind of the error.", example: "INVALID_REQUEST" },
  errorDescription: {
    description: "The error as text.",
    example: "The request is wrong: body.isClosed: expected boolean.",
  },
  errorUID: {
    description: "The service's identifier of this error, for its support.",
    example: "6f1d2c3b-2f44-4f0a-8a0c-6f6f0a6f4d10",
  },
}

const warning: Readonly<Record<string, Documented>> = {
  warningCode: { description: "The kind of the warning.", example: "PARTIAL_RESULT" },
  warningDescription: { description: "The warning as text.", example: "Some threads could not be loaded." },
}

const schemas: Readonly<Record<string, Readonly<Record<string, Documented>>>> = {
  ListThreadsRequest: { ...request },
  ListThreadsResponse: { ...response },
  CustomerThread: { ...thread },
  Error: { ...error },
  Warning: warning,
}

const exampleOf = (fields: Readonly<Record<string, Documented>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, { example }]) => [name, example]))

const list = exampleOf({ ...response })
const refused = { ...list, customerThreads: [], errors: [exampleOf({ ...error })] }

/** The meaning of each status. Only 200 is documented by the vendor; the stand-in sends the others. */
const statuses: Readonly<Record<string, string>> = {
  200: "The threads.",
  400: "The path or the body is invalid. `errors` names each place.",
  401: "The credentials are missing or wrong.",
  413: "The body is too large.",
  415: "The body is not JSON.",
}

interface MediaTypes {
  readonly content: { readonly "application/json": { example?: unknown } }
}

interface Operation {
  readonly parameters: ReadonlyArray<{ readonly name: string; description?: string; example?: unknown }>
  readonly requestBody: MediaTypes
  readonly responses: Readonly<Record<string, MediaTypes & { description: string }>>
}

/**
 * Adds a description and an example to every field of an OpenAPI document, and an example to every body. If the API is part of
 * another API, Effect calls this for parts of the document too. They stay as they are.
 */
export const describeFields = <Document extends Record<string, unknown>>(document: Document): Document => {
  const { components, paths } = document as unknown as {
    readonly components?: {
      readonly schemas: Readonly<Record<string, { readonly properties: Record<string, object> }>>
    }
    readonly paths: Readonly<Record<string, { readonly post?: Operation }>>
  }
  if (components === undefined) return document
  for (const [name, fields] of Object.entries(schemas)) {
    const properties = components.schemas[name]?.properties ?? {}
    for (const [field, { description, example }] of Object.entries(fields)) {
      properties[field] = { ...properties[field], description, examples: [example] }
    }
  }
  const operation = paths[`/communications${listThreadsPath.replace(/:(\w+)/g, "{$1}")}`]?.post
  if (operation === undefined) return document
  const documentedPath: Readonly<Record<string, Documented>> = { ...path }
  for (const parameter of operation.parameters) Object.assign(parameter, documentedPath[parameter.name])
  operation.requestBody.content["application/json"].example = exampleOf({ ...request })
  for (const [status, answer] of Object.entries(operation.responses)) {
    answer.description = statuses[status] ?? answer.description
    answer.content["application/json"].example = status === "200" ? list : refused
  }
  return document
}
