import type { CustomerThread, ThreadSortKey } from "@customer-threads/domain"

type InstantOf = (thread: CustomerThread) => number

// A missing instant sorts before every other (assumed); no instant is -Infinity.
const instantOf: Record<ThreadSortKey, InstantOf> = {
  LAST_MESSAGE_ON: (thread) => thread.lastMessageOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
  LAST_DELEGATION_ON: (thread) => thread.lastDelegationOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
}

/** Threads kept in ascending order of (sort key, id), with no two of one id. */
export class SortedThreads {
  readonly #instantOf: InstantOf
  readonly #threads: Array<CustomerThread> = []

  constructor(key: ThreadSortKey) {
    this.#instantOf = instantOf[key]
  }

  get size(): number {
    return this.#threads.length
  }

  add(thread: CustomerThread): void {
    this.#threads.splice(this.#position(thread), 0, thread)
  }

  /** Takes out a thread that was added, as it was when it was added. */
  delete(thread: CustomerThread): void {
    this.#threads.splice(this.#position(thread), 1)
  }

  /** The first `limit` threads that match, from the smallest or the largest on. */
  take(
    from: "smallest" | "largest",
    limit: number,
    matches: (thread: CustomerThread) => boolean,
  ): Array<CustomerThread> {
    const taken: Array<CustomerThread> = []
    const step = from === "smallest" ? 1 : -1
    for (let at = step === 1 ? 0 : this.#threads.length - 1; taken.length < limit; at += step) {
      const thread = this.#threads[at]
      if (thread === undefined) break
      if (matches(thread)) taken.push(thread)
    }
    return taken
  }

  /** Where a thread is, or belongs: the index of the first one that is not smaller. */
  #position(thread: CustomerThread): number {
    const instant = this.#instantOf(thread)
    let low = 0
    let high = this.#threads.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.#threads[middle] as CustomerThread
      const otherInstant = this.#instantOf(other)
      const smaller = otherInstant < instant || (otherInstant === instant && other.id < thread.id)
      if (smaller) low = middle + 1
      else high = middle
    }
    return low
  }
}
