import type { CustomerThread } from "@customer-threads/domain"
import { firstNotSmaller } from "./firstNotSmaller.ts"

/**
 * Threads in ascending order of (instant, id), with the instants in a column beside them: looking through the column
 * reads memory in a row, looking through the threads reads it all over the place.
 */
export class ThreadBlock {
  readonly #threads: Array<CustomerThread>
  readonly #instants: Array<number>

  constructor(threads: Array<CustomerThread>, instants: Array<number>) {
    this.#threads = threads
    this.#instants = instants
  }

  copy(): ThreadBlock {
    return new ThreadBlock(this.#threads.slice(), this.#instants.slice())
  }

  get size(): number {
    return this.#threads.length
  }

  add(instant: number, thread: CustomerThread): void {
    const at = this.#positionOf(instant, thread)
    this.#threads.splice(at, 0, thread)
    this.#instants.splice(at, 0, instant)
  }

  /** Takes out a thread that is in the block. */
  delete(instant: number, thread: CustomerThread): void {
    const at = this.#positionOf(instant, thread)
    this.#threads.splice(at, 1)
    this.#instants.splice(at, 1)
  }

  /** Whether every thread of the block is smaller. */
  isBefore(instant: number, thread: CustomerThread): boolean {
    return this.#isSmaller(this.#threads.length - 1, instant, thread)
  }

  /** Takes the threads from a position on into a block of their own. */
  splitAt(at: number): ThreadBlock {
    return new ThreadBlock(this.#threads.splice(at), this.#instants.splice(at))
  }

  /** Adds threads that match to those taken, from the smallest or the largest on, until there are `limit` of them. */
  takeInto(
    taken: Array<CustomerThread>,
    from: "smallest" | "largest",
    limit: number,
    matches: (thread: CustomerThread) => boolean,
  ): void {
    const last = this.#threads.length - 1
    for (let seen = 0; seen <= last && taken.length < limit; seen += 1) {
      const thread = this.#threads[from === "smallest" ? seen : last - seen] as CustomerThread
      if (matches(thread)) taken.push(thread)
    }
  }

  #positionOf(instant: number, thread: CustomerThread): number {
    return firstNotSmaller(this.#threads.length, (at) => this.#isSmaller(at, instant, thread))
  }

  #isSmaller(at: number, instant: number, thread: CustomerThread): boolean {
    const own = this.#instants[at] as number
    return own < instant || (own === instant && (this.#threads[at] as CustomerThread).id < thread.id)
  }
}
