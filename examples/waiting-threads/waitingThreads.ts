// A piece of an application: which of a customer's threads wait for a reply. It knows the port, and no adapter.
import { type CustomerThread, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { Effect } from "effect"

/** The open threads that wait for a reply, the one that waits longest first; none while the service is overloaded. */
export const waitingThreads = Effect.fn("waitingThreads")(
  function* (departmentUuid: string, customerUuid: string) {
    const repository = yield* ThreadRepository
    const query = yield* ThreadQuery.parse({ departmentUuid, customerUuid, isClosed: false, sortOrder: "ASC" })
    const { threads } = yield* repository.list(query)
    return threads.filter((thread) => thread.isWaitingForResponse === true)
  },
  Effect.catchReason("ThreadRepositoryError", "RateLimited", () => Effect.succeed<ReadonlyArray<CustomerThread>>([])),
)
