import { ThreadList } from "@customer-threads/domain"
import { queryFromRequest, responseFromThreadList } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import { ThreadIndex } from "../../../in-memory-adapter/src/ThreadIndex.ts"
import { threads } from "../sampleCall.ts"

const index = ThreadIndex.of(threads)

/** The route of the one operation. */
export const route = "/communications/departments/:departmentUUID/customers/:customerUUID/threads"

/** What the stand-in does between its request and the text of its response, for another's server to do the same. */
export const answer = (path: unknown, body: unknown): string => {
  const query = Result.getOrThrow(queryFromRequest(path, body))
  return JSON.stringify(responseFromThreadList(ThreadList.make(query, index.select(query)), crypto.randomUUID()))
}
