import { type CustomerThread, ThreadList, ThreadQuery } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { decodeThread, encodeRequest, encodeResponse } from "@customer-threads/http-api"
import type { Credentials } from "@customer-threads/http-api/settings"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { threadJsons } from "./sampleThreads.ts"

const [username, password] = ["benchmark", "secret"]

export const credentials: Credentials = { username: Redacted.make(username), password: Redacted.make(password) }

export const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`

/** The settings of the program for a server on this port. */
export const environment = (port: number): Record<string, string> => ({
  THREADS_BASE_URL: `http://127.0.0.1:${port}/communications`,
  THREADS_USERNAME: username,
  THREADS_PASSWORD: password,
})

export const pathOf = ({ customerUuid, departmentUuid }: ThreadQuery): string =>
  `/communications/departments/${departmentUuid}/customers/${customerUuid}/threads`

/** Makes the documented response to a query. */
export const responseTo = (query: ThreadQuery, threads: ReadonlyArray<CustomerThread>) =>
  encodeResponse(ThreadList.make(query, expectedThreads(threads, query)), "00000000-0000-4000-8000-000000000000")

/** The threads of the server: 100 for each of 20 customers. */
export const threads = threadJsons(2_000, { customers: 20 }).map((json) => Result.getOrThrow(decodeThread(json)))

const [{ customerUuid = "", departmentUuid = "" } = {}] = threads

/** Requests the newest 20 threads of a customer that are not archived. */
export const query = ThreadQuery.from({ departmentUuid, customerUuid, isArchived: false, maxResults: 20 })

export const path = pathOf(query)

export const requestBody = encodeRequest(query)

export const response = responseTo(query, threads)
