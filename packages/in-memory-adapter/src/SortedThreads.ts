import type { CustomerThread, ThreadSortKey } from "@customer-threads/domain"

type InstantOf = (thread: CustomerThread) => number

// A missing instant sorts before every other (assumed); no instant is -Infinity.
const instantOf: Record<ThreadSortKey, InstantOf> = {
  LAST_MESSAGE_ON: (thread) => thread.lastMessageOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
  LAST_DELEGATION_ON: (thread) => thread.lastDelegationOn?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
}

/** How many threads a block holds at most: moving so many to insert one takes microseconds, however many there are. */
const BLOCK = 512

/** The first of `count` positions that is not smaller than what is looked for. */
const firstNotSmaller = (count: number, isSmaller: (at: number) => boolean): number => {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isSmaller(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Threads kept in ascending order of (sort key, id), with no two of one id, in blocks that are never empty. */
export class SortedThreads {
  readonly #instantOf: InstantOf
  readonly #blocks: Array<Array<CustomerThread>> = []
  #size = 0
  /** Every thread from either end, as it was asked for since the last write. */
  #whole: { smallest?: ReadonlyArray<CustomerThread>; largest?: ReadonlyArray<CustomerThread> } = {}

  constructor(key: ThreadSortKey) {
    this.#instantOf = instantOf[key]
  }

  get size(): number {
    return this.#size
  }

  add(thread: CustomerThread): void {
    this.#size += 1
    this.#whole = {}
    const at = Math.min(this.#blockOf(thread), this.#blocks.length - 1)
    const block = this.#blocks[at]
    if (block === undefined) {
      this.#blocks.push([thread])
      return
    }
    block.splice(this.#positionIn(block, thread), 0, thread)
    if (block.length > BLOCK) this.#split(at, block)
  }

  /** Takes out a thread that was added, as it was when it was added. */
  delete(thread: CustomerThread): void {
    this.#size -= 1
    this.#whole = {}
    const at = this.#blockOf(thread)
    const block = this.#blocks[at] as Array<CustomerThread>
    block.splice(this.#positionIn(block, thread), 1)
    if (block.length === 0) this.#blocks.splice(at, 1)
  }

  /** The first `limit` threads that match, or just the first without `matches`, from the smallest or the largest on. */
  take(
    from: "smallest" | "largest",
    limit: number,
    matches?: (thread: CustomerThread) => boolean,
  ): Array<CustomerThread> {
    if (matches === undefined && limit >= this.#size) return this.#takeWhole(from).slice()
    const taken: Array<CustomerThread> = []
    const blocks = this.#blocks
    for (let count = 0; count < blocks.length && taken.length < limit; count += 1) {
      const block = blocks[from === "smallest" ? count : blocks.length - 1 - count] as Array<CustomerThread>
      for (let seen = 0; seen < block.length && taken.length < limit; seen += 1) {
        const thread = block[from === "smallest" ? seen : block.length - 1 - seen] as CustomerThread
        if (matches === undefined || matches(thread)) taken.push(thread)
      }
    }
    return taken
  }

  #takeWhole(from: "smallest" | "largest"): ReadonlyArray<CustomerThread> {
    this.#whole[from] ??= from === "smallest" ? this.#blocks.flat() : this.#blocks.flat().reverse()
    return this.#whole[from]
  }

  /** A full block in halves; the last one where it ends, since most threads are newer than all before them. */
  #split(at: number, block: Array<CustomerThread>): void {
    const isLast = at === this.#blocks.length - 1
    this.#blocks.splice(at + 1, 0, block.splice(isLast ? BLOCK : BLOCK >>> 1))
  }

  /** The block that a thread is in, or belongs into: the first whose last thread is not smaller. */
  #blockOf(thread: CustomerThread): number {
    return firstNotSmaller(this.#blocks.length, (at) => {
      const block = this.#blocks[at] as Array<CustomerThread>
      return this.#isSmaller(block[block.length - 1] as CustomerThread, thread)
    })
  }

  #positionIn(block: Array<CustomerThread>, thread: CustomerThread): number {
    return firstNotSmaller(block.length, (at) => this.#isSmaller(block[at] as CustomerThread, thread))
  }

  #isSmaller(a: CustomerThread, b: CustomerThread): boolean {
    const [x, y] = [this.#instantOf(a), this.#instantOf(b)]
    return x < y || (x === y && a.id < b.id)
  }
}
