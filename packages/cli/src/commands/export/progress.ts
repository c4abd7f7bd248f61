import type { ThreadList } from "@customer-threads/domain"
import { monotonicMillis } from "@customer-threads/domain/clock"
import { printable } from "@customer-threads/domain/text"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import type { ExitCode } from "../../errors/CliError.ts"
import { isDumbTerminal, writeError } from "../../output/terminal.ts"

const clear = "\r\u001b[K"

/** Reports progress on stderr: on a terminal in one line that changes, otherwise in a line every 5 seconds. */
export const withProgress = <A, E, R>(tally: ExportStats, work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const stdio = yield* Stdio.Stdio
    if ((yield* stdio.stderrIsTerminal) && !(yield* isDumbTerminal)) {
      const terminal = yield* Terminal.Terminal
      yield* Effect.addFinalizer(() => writeError(clear))
      const draw = Effect.gen(function* () {
        // The last column stays free: some terminals begin a new line when it is written.
        const width = Math.max(1, ((yield* terminal.columns) || 80) - 1)
        yield* writeError(clear + progressBar(tally, yield* monotonicMillis, width))
      })
      yield* Effect.forkScoped(Effect.repeat(draw, Schedule.spaced("100 millis")))
    } else {
      const tell = Effect.flatMap(monotonicMillis, (now) => writeError(`${progressText(tally, now)}\n`))
      yield* Effect.forkScoped(Effect.repeat(Effect.delay(tell, "5 seconds"), Schedule.forever))
    }
    return yield* work
  }).pipe(Effect.scoped)

const count = (n: number): string => n.toLocaleString("en-US")

/** Formats a duration: `1h02m`, `1m05s`, `12s` or `0.4s`. */
export const durationText = (millis: number): string => {
  if (millis < 9_950) return `${(millis / 1_000).toFixed(1)}s`
  const seconds = Math.round(millis / 1_000)
  const two = (n: number) => String(n).padStart(2, "0")
  if (seconds >= 3_600) return `${Math.floor(seconds / 3_600)}h${two(Math.floor((seconds % 3_600) / 60))}m`
  return seconds >= 60 ? `${Math.floor(seconds / 60)}m${two(seconds % 60)}s` : `${seconds}s`
}

/** Lists the parts of a progress report, the most important first. */
const partsOf = (tally: ExportStats, now: number): ReadonlyArray<string> => {
  const over = tally.exported + tally.failed
  const perMilli = (over - tally.before) / Math.max(1, now - tally.startedAt)
  return [
    `${Math.floor((100 * over) / tally.total)}%`,
    `${count(over)}/${count(tally.total)}`,
    ...(tally.failed > 0 ? [`${count(tally.failed)} failed`] : []),
    ...(perMilli > 0
      ? [`${durationText((tally.total - over) / perMilli)} left`, `${(perMilli * 1_000).toFixed(1)}/s`]
      : []),
  ]
}

/** Formats progress as a line of a log. */
export const progressText = (tally: ExportStats, now: number): string => `Exporting: ${partsOf(tally, now).join(", ")}`

/** Formats progress as a line of a terminal, with a bar if there is room. A narrow terminal gets fewer parts. */
export const progressBar = (tally: ExportStats, now: number, width: number): string => {
  const parts = [...partsOf(tally, now)]
  while (parts.length > 1 && parts.join("  ").length > width) parts.pop()
  const text = parts.join("  ").slice(0, width)
  const bar = Math.min(30, width - text.length - 2)
  if (bar < 5) return text
  const full = Math.floor((bar * (tally.exported + tally.failed)) / tally.total)
  return `${"█".repeat(full)}${"░".repeat(bar - full)}  ${text}`
}

/** Formats the result of an export in one line. */
export const summaryText = (tally: ExportStats, now: number, file: string): string =>
  `Exported ${count(tally.exported)} of ${count(tally.total)} customers with ${count(tally.threads)} threads to ${file}, ${count(tally.failed)} failed, in ${durationText(now - tally.startedAt)}.`

// Warnings are texts of the service, so their number is bounded.
const MOST_WARNINGS = 20

/** Counts of an export so far. */
export class ExportStats {
  readonly total: number
  /** Customers exported before this run. */
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

  constructor(start: Pick<ExportStats, "total" | "before" | "threads" | "startedAt">) {
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
