import { CustomerUuid, DepartmentUuid, ThreadList, ThreadQuery } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { requestFromQuery, responseFromThreadList, threadFromJson } from "@customer-threads/http-api"
import type { Credentials } from "@customer-threads/http-api/settings"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { threadJsons } from "./sampleThreads.ts"

/** What a server has: 2,000 threads of 20 customers. */
export const threads = threadJsons(2_000, { customers: 20 }).map((json) => Result.getOrThrow(threadFromJson(json)))

const [{ customerUuid = "", departmentUuid = "" } = {}] = threads

/** What it is asked: the newest 20 of the 100 that one customer has, less those in the archive. */
export const query = new ThreadQuery({
  departmentUuid: DepartmentUuid.make(departmentUuid),
  customerUuid: CustomerUuid.make(customerUuid),
  isArchived: false,
  maxResults: 20,
})

export const path = `/communications/departments/${departmentUuid}/customers/${customerUuid}/threads`

export const requestBody = requestFromQuery(query)

export const credentials: Credentials = { username: Redacted.make("benchmark"), password: Redacted.make("secret") }

export const authorization = `Basic ${Buffer.from("benchmark:secret").toString("base64")}`

/** What it answers. */
export const response = responseFromThreadList(
  ThreadList.make(query, expectedThreads(threads, query)),
  "00000000-0000-4000-8000-000000000000",
)
