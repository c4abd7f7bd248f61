import type { ThreadList } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain"
import type { ExitCode } from "../ExitCode.ts"

// An answer's warnings are the service's words: only so many different ones are kept.
const MOST_WARNINGS = 20

/** What has come of an export so far. */
export class Tally {
  readonly total: number
  /** How many of the customers were had before this run. */
  readonly before: number
  readonly startedAt: number
  exported: number
  threads: number
  failed = 0
  /** The customers whose list may have been cut off. */
  cutOff = 0
  /** The highest exit code of the failures. */
  worst: ExitCode = 0
  readonly warnings = new Map<string, number>()

  constructor(start: Pick<Tally, "total" | "before" | "threads" | "startedAt">) {
    this.total = start.total
    this.before = start.before
    this.exported = start.before
    this.threads = start.threads
    this.startedAt = start.startedAt
  }

  add(list: ThreadList): void {
    this.exported += 1
    this.threads += list.threads.length
    if (list.mayBeTruncated) this.cutOff += 1
    for (const { warningCode, warningDescription } of list.warnings) {
      const text = printable([warningCode, warningDescription].filter((part) => part !== undefined).join(": "))
      const times = this.warnings.get(text)
      if (times !== undefined || this.warnings.size < MOST_WARNINGS) this.warnings.set(text, (times ?? 0) + 1)
    }
  }

  addFailure(exitCode: ExitCode): void {
    this.failed += 1
    if (exitCode > this.worst) this.worst = exitCode
  }
}
