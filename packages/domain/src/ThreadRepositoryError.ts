import * as Schema from "effect/Schema"
import { summarize } from "./summarize.ts"
import { retryHelps, ThreadRepositoryErrorReason } from "./ThreadRepositoryErrorReason.ts"
import { printable } from "./text.ts"

/**
 * The list could not be had. `reason` is one of the eight tagged reasons of this domain. `problem` and `fix` tell a person
 * what happened and what to do; the message is both in one line.
 */
export class ThreadRepositoryError extends Schema.TaggedError<ThreadRepositoryError>()("ThreadRepositoryError", {
  reason: ThreadRepositoryErrorReason,
  /** How many times the question was asked; 0 when it was never sent. */
  attempts: Schema.Int,
  /** The vendor's name for the last request, where an answer had one. */
  requestUuid: Schema.optionalKey(Schema.String),
}) {
  /** Whether asking again later can help. */
  get isRetryable(): boolean {
    return retryHelps(this.reason) !== "never"
  }

  /** The failure, the number of attempts and the vendor's name for the request. Without a period at its end. */
  get problem(): string {
    const attempts = `after ${this.attempts} ${this.attempts === 1 ? "attempt" : "attempts"}`
    const request = this.requestUuid === undefined ? "" : `, request ${printable(this.requestUuid, 128)}`
    return `${summarize(this.reason).problem}, ${attempts}${request}`
  }

  /** The next step, such as `try again later`. Without a period at its end. */
  get fix(): string {
    return summarize(this.reason).fix
  }

  override get message(): string {
    return `${this.problem}; ${this.fix}.`
  }
}
