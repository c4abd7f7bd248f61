import type { CustomerThread } from "@customer-threads/domain"
import { CustomerUuid, DepartmentUuid, ThreadId, ThreadQuery, UserUuid } from "@customer-threads/domain"
import { encodeThread } from "@customer-threads/http-api/wire"
import * as DateTime from "effect/DateTime"
import { responseBytes } from "../../../../test/support/responseBytes.ts"

const ids = { departmentUuid: DepartmentUuid.make("department-1"), customerUuid: CustomerUuid.make("customer-1") }

/** The query of every fault. */
export const query = new ThreadQuery(ids)

/** The threads of a server that does not misbehave. */
export const goodThreads: ReadonlyArray<CustomerThread> = [
  {
    id: ThreadId.make(1),
    archived: false,
    closed: true,
    ...ids,
    lastMessageOn: DateTime.makeUnsafe(1_743_161_683_272),
  },
  { id: ThreadId.make(2), archived: true, closed: false, ...ids, userUuid: UserUuid.make("änn") },
]

/** The body of a list of threads. */
export const bodyOf = (threads: ReadonlyArray<CustomerThread>): string =>
  JSON.stringify({ customerThreads: threads.map(encodeThread), requestUUID: "r-1", errors: [], warnings: [] })

export const goodBody = bodyOf(goodThreads)
export const goodAnswer = responseBytes(200, goodBody)
