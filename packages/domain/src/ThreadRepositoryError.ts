import * as Schema from "effect/Schema"
import { summarize } from "./summarize.ts"
import { ThreadRepositoryErrorReason } from "./ThreadRepositoryErrorReason.ts"
import { printable } from "./text.ts"

/**
 * A list failed. `reason` is one of eight tagged reasons: `Effect.catchReason` catches one of them. The message is one
 * line that is safe to print on a terminal. It never contains credentials or a value that was received, except the
 * service's own errors.
 */
export class ThreadRepositoryError extends Schema.TaggedError<ThreadRepositoryError>()("ThreadRepositoryError", {
  /** One of the eight reasons. */
  reason: ThreadRepositoryErrorReason,
  /** The number of requests sent, including the first; 0 if none was sent. */
  attempts: Schema.Int,
  /** The service's identifier for the last request, for the vendor's support. Absent if no response had one. */
  requestUuid: Schema.optionalKey(Schema.String),
}) {
  /** Says if a retry can help: `always`, as often as allowed; `once`, a single time; or `never`. */
  get retry(): ThreadRepositoryErrorReason["retry"] {
    return this.reason.retry
  }

  /** True if a retry can help. */
  get isRetryable(): boolean {
    return this.retry !== "never"
  }

  /** The reason, the number of attempts and `requestUuid`, without a period. */
  get problem(): string {
    const attempts = `after ${this.attempts} ${this.attempts === 1 ? "attempt" : "attempts"}`
    const request = this.requestUuid === undefined ? "" : `, request ${printable(this.requestUuid, 128)}`
    return `${summarize(this.reason).problem}, ${attempts}${request}`
  }

  /** The next step, such as `try again later`, without a period. */
  get fix(): string {
    return summarize(this.reason).fix
  }

  override get message(): string {
    return `${this.problem}; ${this.fix}.`
  }
}
