import type { ThreadQuery } from "@customer-threads/domain"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { describeCheckedRequest } from "./describeRequest.ts"
import type { CheckedHttpSettings } from "./HttpSettings.ts"

/**
 * The documented request: the method, the path, HTTP Basic, JSON asked for and sent, and in the body only the filters
 * that were given. No compression is asked for, so that a small answer cannot become a large one.
 */
export const listThreadsRequest = ({
  baseUrl,
  credentials,
}: CheckedHttpSettings): ((query: ThreadQuery) => HttpClientRequest.HttpClientRequest) => {
  const bare = HttpClientRequest.basicAuth(
    HttpClientRequest.post(baseUrl, { headers: { accept: "application/json", "accept-encoding": "identity" } }),
    credentials.username,
    credentials.password,
  )
  return (query) => {
    const { body, headers, url } = describeCheckedRequest(baseUrl, query)
    return HttpClientRequest.setBody(
      HttpClientRequest.setUrl(bare, url),
      HttpBody.jsonUnsafe(body, headers["Content-Type"]),
    )
  }
}
