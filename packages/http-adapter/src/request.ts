import type { ThreadQuery } from "@customer-threads/domain"
import {
  encodeRequest,
  ListThreadsPath,
  type ListThreadsRequest,
  listThreadsPath,
} from "@customer-threads/http-api/wire"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decodeBaseUrl, type HttpSettings, type InvalidHttpSettings } from "./HttpSettings.ts"

const jsonHeaders = { Accept: "application/json", "Content-Type": "application/json" } as const

/** The documented request without its credentials, which its sender adds as HTTP Basic. */
export interface RequestDescription {
  /** The documented method. */
  readonly method: "POST"
  /** The whole address, with the identifiers of department and customer. */
  readonly url: string
  /** The documented headers; whoever sends the request may add others. */
  readonly headers: typeof jsonHeaders
  /** Only the filters and options that the query sets: `{}` if there are none. */
  readonly body: ListThreadsRequest
}

const isPath = Schema.is(ListThreadsPath)

/** Makes the path. A query with identifiers that a path cannot carry did not come from a constructor: a defect. */
const pathOf = ({ customerUuid, departmentUuid }: ThreadQuery): string => {
  if (!isPath({ departmentUUID: departmentUuid, customerUUID: customerUuid })) {
    throw new Error("The query was not constructed: it holds an identifier that a path cannot carry. Nothing was sent.")
  }
  return listThreadsPath.replace(":departmentUUID", departmentUuid).replace(":customerUUID", customerUuid)
}

const describe = (baseUrl: string, query: ThreadQuery): RequestDescription => ({
  method: "POST",
  url: baseUrl + pathOf(query),
  headers: jsonHeaders,
  body: encodeRequest(query),
})

/**
 * Describes the request that `HttpThreadRepository` sends for a query, without sending it. It fails if `baseUrl` is invalid,
 * as in `HttpSettingsInput`.
 */
export const describeRequest = (
  baseUrl: string,
  query: ThreadQuery,
): Result.Result<RequestDescription, InvalidHttpSettings> =>
  Result.map(decodeBaseUrl(baseUrl), (decoded) => describe(decoded, query))

/**
 * Makes the function that makes the request of a query. No request accepts compression, so that a small response cannot
 * become a large one.
 */
export const makeRequestFor = ({ baseUrl, credentials: { password, username } }: HttpSettings) => {
  const template = HttpClientRequest.post(baseUrl, { headers: { ...jsonHeaders, "Accept-Encoding": "identity" } }).pipe(
    HttpClientRequest.basicAuth(username, password),
  )
  return (query: ThreadQuery): HttpClientRequest.HttpClientRequest => {
    const { body, url } = describe(baseUrl, query)
    return template.pipe(HttpClientRequest.setUrl(url), HttpClientRequest.bodyJsonUnsafe(body))
  }
}
