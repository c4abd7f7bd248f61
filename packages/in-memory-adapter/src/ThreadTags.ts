import type { CustomerThread, ThreadQuery, UserUuid } from "@customer-threads/domain"

/** What a query may filter by, as one number: bit 0 is archived, bit 1 is closed, the rest the number of the assignee. */
export type ThreadTag = number

const ARCHIVED = 1
const CLOSED = 2
const ASSIGNEE = 4
const EVERY_ASSIGNEE = -ASSIGNEE

/** Tags match that equal `wanted` in the bits of `mask`; every tag where no bit is set. */
export interface TagFilter {
  readonly mask: number
  readonly wanted: ThreadTag
}

/** Makes tags, and keeps the number of every assignee that it has seen, after those of the tags that it adds to: 0 is nobody. */
export class ThreadTags {
  readonly #below: ThreadTags | undefined
  readonly #numbers = new Map<UserUuid, number>()

  /** The tags below must not number anybody any more. */
  constructor(below?: ThreadTags) {
    this.#below = below
  }

  of({ archived, closed, userUuid }: CustomerThread): ThreadTag {
    return (archived ? ARCHIVED : 0) | (closed ? CLOSED : 0) | (this.#numberOf(userUuid) * ASSIGNEE)
  }

  /** What the tags of a query's threads match; nothing where it asks for an assignee that no thread ever had. */
  filterFor({ assigneeUserUuid, isArchived, isClosed }: ThreadQuery): TagFilter | undefined {
    const number = assigneeUserUuid === undefined ? 0 : this.#knownNumberOf(assigneeUserUuid)
    if (number === undefined) return undefined
    return {
      mask:
        (isArchived === undefined ? 0 : ARCHIVED) |
        (isClosed === undefined ? 0 : CLOSED) |
        (assigneeUserUuid === undefined ? 0 : EVERY_ASSIGNEE),
      wanted: (isArchived ? ARCHIVED : 0) | (isClosed ? CLOSED : 0) | (number * ASSIGNEE),
    }
  }

  get #size(): number {
    return this.#numbers.size + (this.#below === undefined ? 0 : this.#below.#size)
  }

  #knownNumberOf(userUuid: UserUuid): number | undefined {
    const own = this.#numbers.get(userUuid)
    return own !== undefined || this.#below === undefined ? own : this.#below.#knownNumberOf(userUuid)
  }

  #numberOf(userUuid: UserUuid | undefined): number {
    if (userUuid === undefined) return 0
    let number = this.#knownNumberOf(userUuid)
    if (number === undefined) {
      number = this.#size + 1
      this.#numbers.set(userUuid, number)
    }
    return number
  }
}
