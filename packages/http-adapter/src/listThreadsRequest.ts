import type { ThreadQuery } from "@customer-threads/domain"
import { listThreadsPath, requestFromQuery } from "@customer-threads/http-api/wire"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { CheckedHttpSettings } from "./HttpSettings.ts"

/**
 * The documented request: the method, the path, HTTP Basic, JSON asked for and sent, and in the body only the filters
 * that were given. No compression is asked for, so that a small answer cannot become a large one.
 */
export const listThreadsRequest = (
  { baseUrl, credentials }: CheckedHttpSettings,
  query: ThreadQuery,
): HttpClientRequest.HttpClientRequest =>
  HttpClientRequest.post(
    // A query's path identifiers hold nothing that a URL parser could take for anything else.
    baseUrl +
      listThreadsPath.replace(":departmentUUID", query.departmentUuid).replace(":customerUUID", query.customerUuid),
    { headers: { accept: "application/json", "accept-encoding": "identity" } },
  ).pipe(
    HttpClientRequest.basicAuth(credentials.username, credentials.password),
    HttpClientRequest.setBody(HttpBody.jsonUnsafe(requestFromQuery(query))),
  )
