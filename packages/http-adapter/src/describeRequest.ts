import type { ThreadQuery } from "@customer-threads/domain"
import {
  ListThreadsPath,
  type ListThreadsRequest,
  listThreadsPath,
  requestFromQuery,
} from "@customer-threads/http-api/wire"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decodeBaseUrl, type InvalidHttpSettings } from "./HttpSettings.ts"

/** JSON is asked for and sent. */
export const jsonHeaders = { Accept: "application/json", "Content-Type": "application/json" } as const

/** The documented request but for its credentials: HTTP Basic, which the service also needs, is added by who sends it. */
export interface RequestDescription {
  readonly method: "POST"
  readonly url: string
  readonly headers: typeof jsonHeaders
  /** Only the filters that were given. */
  readonly body: ListThreadsRequest
}

const isPath = Schema.is(ListThreadsPath)

/** The path of a query. One whose identifiers a path cannot carry was never constructed: asking it is a defect. */
const pathOf = ({ customerUuid, departmentUuid }: ThreadQuery): string => {
  if (!isPath({ departmentUUID: departmentUuid, customerUUID: customerUuid })) {
    throw new Error("The query was not constructed: it holds an identifier that a path cannot carry. Nothing was sent.")
  }
  return listThreadsPath.replace(":departmentUUID", departmentUuid).replace(":customerUUID", customerUuid)
}

/** The request at a base URL that was checked. */
export const describeCheckedRequest = (baseUrl: string, query: ThreadQuery): RequestDescription => ({
  method: "POST",
  url: baseUrl + pathOf(query),
  headers: jsonHeaders,
  body: requestFromQuery(query),
})

/** What `HttpThreadRepository` sends for a query, for whoever sends it some other way. Nothing is sent. */
export const describeRequest = (
  baseUrl: string,
  query: ThreadQuery,
): Result.Result<RequestDescription, InvalidHttpSettings> =>
  Result.map(decodeBaseUrl(baseUrl), (checked) => describeCheckedRequest(checked, query))
