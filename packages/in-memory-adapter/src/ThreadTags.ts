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

/** Makes tags, and keeps the number of every assignee that it has seen: 0 is nobody. */
export class ThreadTags {
  readonly #numbers = new Map<UserUuid, number>()

  of({ archived, closed, userUuid }: CustomerThread): ThreadTag {
    return (archived ? ARCHIVED : 0) | (closed ? CLOSED : 0) | (this.#numberOf(userUuid) * ASSIGNEE)
  }

  /** What the tags of a query's threads match; nothing where it asks for an assignee that no thread ever had. */
  filterFor({ assigneeUserUuid, isArchived, isClosed }: ThreadQuery): TagFilter | undefined {
    const number = assigneeUserUuid === undefined ? 0 : this.#numbers.get(assigneeUserUuid)
    if (number === undefined) return undefined
    return {
      mask:
        (isArchived === undefined ? 0 : ARCHIVED) |
        (isClosed === undefined ? 0 : CLOSED) |
        (assigneeUserUuid === undefined ? 0 : EVERY_ASSIGNEE),
      wanted: (isArchived ? ARCHIVED : 0) | (isClosed ? CLOSED : 0) | (number * ASSIGNEE),
    }
  }

  #numberOf(userUuid: UserUuid | undefined): number {
    if (userUuid === undefined) return 0
    let number = this.#numbers.get(userUuid)
    if (number === undefined) {
      number = this.#numbers.size + 1
      this.#numbers.set(userUuid, number)
    }
    return number
  }
}
