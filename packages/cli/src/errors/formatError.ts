import { printable } from "@customer-threads/domain"
import { printableJson } from "../text.ts"

/** What is told of a failure. */
interface ErrorReport {
  readonly code: string
  /** A line for each thing that is wrong. */
  readonly message: string
  readonly fix: string
  readonly isRetryable?: boolean | undefined
  readonly requestUuid?: string | undefined
}

/** Whether the arguments ask for a JSON format: then what goes wrong is told as JSON too. */
export const wantsJson = (): boolean =>
  process.argv.some(
    (arg, at, args) => /^--format=(nd)?json$/.test(arg) || (/^(nd)?json$/.test(arg) && args[at - 1] === "--format"),
  )

/** A failure as programs have it. */
export const errorToJson = ({ code, fix, isRetryable, message, requestUuid }: ErrorReport) => ({
  code,
  message: message.replaceAll("\n", " "),
  retryable: isRetryable === true,
  requestUuid: requestUuid === undefined ? null : printable(requestUuid, 128),
  fix,
})

/** A failure as stderr has it: lines of text, or one JSON object. */
export const formatError = (told: ErrorReport): string =>
  wantsJson() ? printableJson({ error: errorToJson(told) }, 0) : told.message.replace(/^/gm, "threads: ")
