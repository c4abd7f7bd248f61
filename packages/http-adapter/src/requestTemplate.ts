import type { ThreadQuery } from "@customer-threads/domain"
import type * as Headers from "effect/http/Headers"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { describeCheckedRequest, jsonHeaders } from "./describeRequest.ts"
import type { HttpSettings } from "./HttpSettings.ts"

/** The documented request, a POST, as what all queries share and what each of them adds. */
export interface RequestTemplate {
  readonly headers: Headers.Headers
  readonly contentType: string
  readonly to: (query: ThreadQuery) => { readonly url: string; readonly body: string }
}

/**
 * HTTP Basic, JSON asked for and sent, and in the body only the filters that were given. No compression is asked for, so
 * that a small answer cannot become a large one.
 */
export const requestTemplate = ({ baseUrl, credentials }: HttpSettings): RequestTemplate => ({
  headers: HttpClientRequest.basicAuth(
    HttpClientRequest.post(baseUrl, { headers: { accept: jsonHeaders.Accept, "accept-encoding": "identity" } }),
    credentials.username,
    credentials.password,
  ).headers,
  contentType: jsonHeaders["Content-Type"],
  to: (query) => {
    const { body, url } = describeCheckedRequest(baseUrl, query)
    return { url, body: JSON.stringify(body) }
  },
})
