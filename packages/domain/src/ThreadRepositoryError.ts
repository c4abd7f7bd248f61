import * as Schema from "effect/Schema"
import { describeReason, whatNext } from "./describeReason.ts"
import { retryHelps, ThreadFailure } from "./ThreadFailure.ts"

/**
 * Why a list could not be had. `reason` says what went wrong, in the words of this domain; the message is one line that
 * says what happened, after how many attempts, and what to do next.
 */
export class ThreadRepositoryError extends Schema.TaggedError<ThreadRepositoryError>()("ThreadRepositoryError", {
  reason: ThreadFailure,
  /** How many times the question was asked; 0 when it was never sent. */
  attempts: Schema.Int,
  /** The vendor's name for the last request, where an answer had one. */
  requestUuid: Schema.optionalKey(Schema.String),
}) {
  /** Whether asking again later can help. */
  get isRetryable(): boolean {
    return retryHelps(this.reason) !== "never"
  }

  /** What to do next. */
  get fix(): string {
    return whatNext(this.reason)
  }

  override get message(): string {
    return describeReason(this)
  }
}
