import type { CustomerThread } from "@customer-threads/domain"
import { firstNotSmaller } from "./firstNotSmaller.ts"
import type { TagFilter, ThreadTag } from "./ThreadTags.ts"

/**
 * Threads in ascending order of (instant, id), with the instants and the tags in columns beside them: looking through a
 * column reads memory in a row, looking through the threads reads it all over the place.
 */
export class ThreadBlock {
  readonly #threads: Array<CustomerThread>
  readonly #instants: Array<number>
  readonly #tags: Array<ThreadTag>

  constructor(threads: Array<CustomerThread>, instants: Array<number>, tags: Array<ThreadTag>) {
    this.#threads = threads
    this.#instants = instants
    this.#tags = tags
  }

  copy(): ThreadBlock {
    return new ThreadBlock(this.#threads.slice(), this.#instants.slice(), this.#tags.slice())
  }

  get threads(): ReadonlyArray<CustomerThread> {
    return this.#threads
  }

  get size(): number {
    return this.#threads.length
  }

  add(instant: number, thread: CustomerThread, tag: ThreadTag): void {
    const at = this.#positionOf(instant, thread)
    this.#threads.splice(at, 0, thread)
    this.#instants.splice(at, 0, instant)
    this.#tags.splice(at, 0, tag)
  }

  /** Takes out a thread that is in the block. */
  delete(instant: number, thread: CustomerThread): void {
    const at = this.#positionOf(instant, thread)
    this.#threads.splice(at, 1)
    this.#instants.splice(at, 1)
    this.#tags.splice(at, 1)
  }

  /** Whether every thread of the block is smaller. */
  isBefore(instant: number, thread: CustomerThread): boolean {
    return this.#isSmaller(this.#threads.length - 1, instant, thread)
  }

  /** Takes the threads from a position on into a block of their own. */
  splitAt(at: number): ThreadBlock {
    return new ThreadBlock(this.#threads.splice(at), this.#instants.splice(at), this.#tags.splice(at))
  }

  /** Adds threads that match to those taken, from the smallest or the largest on, until there are `limit` of them. */
  takeInto(
    taken: Array<CustomerThread>,
    from: "smallest" | "largest",
    limit: number,
    { mask, wanted }: TagFilter,
  ): void {
    const tags = this.#tags
    const last = tags.length - 1
    for (let seen = 0; seen <= last && taken.length < limit; seen += 1) {
      const at = from === "smallest" ? seen : last - seen
      if (((tags[at] as ThreadTag) & mask) === wanted) taken.push(this.#threads[at] as CustomerThread)
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
