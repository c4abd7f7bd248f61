import type { ThreadQuery } from "@customer-threads/domain"
import { ListThreadsPath, listThreadsPath, requestFromQuery } from "@customer-threads/http-api/wire"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Schema from "effect/Schema"
import type { CheckedHttpSettings } from "./HttpSettings.ts"

const isPath = Schema.is(ListThreadsPath)

/** The path of a query. One whose identifiers a path cannot carry was never constructed: asking it is a defect. */
const pathOf = ({ customerUuid, departmentUuid }: ThreadQuery): string => {
  if (!isPath({ departmentUUID: departmentUuid, customerUUID: customerUuid })) {
    throw new Error("The query was not constructed: it holds an identifier that a path cannot carry. Nothing was sent.")
  }
  return listThreadsPath.replace(":departmentUUID", departmentUuid).replace(":customerUUID", customerUuid)
}

/**
 * The documented request: the method, the path, HTTP Basic, JSON asked for and sent, and in the body only the filters
 * that were given. No compression is asked for, so that a small answer cannot become a large one.
 */
export const listThreadsRequest = (
  { baseUrl, credentials }: CheckedHttpSettings,
  query: ThreadQuery,
): HttpClientRequest.HttpClientRequest =>
  HttpClientRequest.post(baseUrl + pathOf(query), {
    headers: { accept: "application/json", "accept-encoding": "identity" },
  }).pipe(
    HttpClientRequest.basicAuth(credentials.username, credentials.password),
    HttpClientRequest.setBody(HttpBody.jsonUnsafe(requestFromQuery(query))),
  )
