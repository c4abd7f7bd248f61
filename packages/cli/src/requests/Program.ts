import type { ThreadQuery } from "@customer-threads/domain"
import type { RequestDescription } from "@customer-threads/http-adapter"

/** What a program has to send, and what it asks for in the library's terms. */
export interface PrintedRequest extends RequestDescription {
  readonly baseUrl: string
  readonly query: ThreadQuery
}

/**
 * A complete program, in ASCII, that makes the request with the credentials of its environment, prints the body of the
 * answer, and fails unless a whole one came with a status of 2xx. It follows no redirect, and has a timeout of 30 seconds.
 */
export type Program = (request: PrintedRequest) => string
