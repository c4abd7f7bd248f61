import type { ThreadRepositoryErrorReason } from "@customer-threads/domain"
import * as Data from "effect/Data"

/** One try went wrong. */
export class AttemptFailure extends Data.TaggedError("AttemptFailure")<{
  readonly reason: ThreadRepositoryErrorReason
  readonly requestUuid?: string | undefined
}> {}
