import type { CustomerThread, ThreadSortKey } from "@customer-threads/domain"
import { firstNotSmaller } from "./firstNotSmaller.ts"
import { ThreadBlock } from "./ThreadBlock.ts"

// A missing instant sorts before every other (assumed); no instant is -Infinity.
const instantOf: Record<ThreadSortKey, (thread: CustomerThread) => number> = {
  LAST_MESSAGE_ON: (thread) => thread.lastMessageOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
  LAST_DELEGATION_ON: (thread) => thread.lastDelegationOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
}

/** How many threads a block holds at most: moving so many to insert one takes microseconds, however many there are. */
const FULL = 512

/** Threads kept in ascending order of (sort key, id), with no two of one id, in blocks that are never empty. */
export class SortedThreads {
  readonly #key: ThreadSortKey
  readonly #instantOf: (thread: CustomerThread) => number
  readonly #blocks: Array<ThreadBlock> = []
  #size = 0

  constructor(key: ThreadSortKey) {
    this.#key = key
    this.#instantOf = instantOf[key]
  }

  /** The same threads, to be written to apart. */
  copy(): SortedThreads {
    const copy = new SortedThreads(this.#key)
    for (const block of this.#blocks) copy.#blocks.push(block.copy())
    copy.#size = this.#size
    return copy
  }

  get size(): number {
    return this.#size
  }

  add(thread: CustomerThread): void {
    this.#size += 1
    const instant = this.#instantOf(thread)
    const at = Math.min(this.#blockOf(instant, thread), this.#blocks.length - 1)
    const block = this.#blocks[at]
    if (block === undefined) {
      this.#blocks.push(new ThreadBlock([thread], [instant]))
      return
    }
    block.add(instant, thread)
    // In halves; the last one where it ends, since most threads are newer than all before them.
    if (block.size > FULL) {
      const isLast = at === this.#blocks.length - 1
      this.#blocks.splice(at + 1, 0, block.splitAt(isLast ? FULL : FULL >>> 1))
    }
  }

  /** Takes out a thread that was added, as it was when it was added. */
  delete(thread: CustomerThread): void {
    this.#size -= 1
    const instant = this.#instantOf(thread)
    const at = this.#blockOf(instant, thread)
    const block = this.#blocks[at] as ThreadBlock
    block.delete(instant, thread)
    if (block.size === 0) this.#blocks.splice(at, 1)
  }

  /** Takes the first `limit` threads that match, from the smallest or the largest on. */
  take(
    from: "smallest" | "largest",
    limit: number,
    matches: (thread: CustomerThread) => boolean,
  ): Array<CustomerThread> {
    const taken: Array<CustomerThread> = []
    const blocks = this.#blocks
    for (let count = 0; count < blocks.length && taken.length < limit; count += 1) {
      const block = blocks[from === "smallest" ? count : blocks.length - 1 - count] as ThreadBlock
      block.takeInto(taken, from, limit, matches)
    }
    return taken
  }

  /** The block that a thread is in, or belongs into: the first whose last thread is not smaller. */
  #blockOf(instant: number, thread: CustomerThread): number {
    return firstNotSmaller(this.#blocks.length, (at) => (this.#blocks[at] as ThreadBlock).isBefore(instant, thread))
  }
}
