import { ThreadQuery } from "@customer-threads/domain"
import { decodeThread } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import { responseTo } from "./sampleCall.ts"
import { threadJsons } from "./sampleThreads.ts"

/** Makes a query for each of this many customers, with the response to it: four threads of the customer. */
export const exportSample = (customers: number) => {
  const threads = threadJsons(customers * 4, { customers }).map((json) => Result.getOrThrow(decodeThread(json)))
  return [...Map.groupBy(threads, (thread) => thread.customerUuid)].map(([customerUuid, ofCustomer]) => {
    const departmentUuid = ofCustomer[0]?.departmentUuid ?? ""
    const query = ThreadQuery.from({ departmentUuid, customerUuid })
    return { query, response: responseTo(query, ofCustomer) }
  })
}
