import { printable } from "@customer-threads/domain"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Stdio from "effect/Stdio"
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

/** Tells if the arguments choose a JSON format: then errors are JSON too. */
export const wantsJson = (args: ReadonlyArray<string>): boolean =>
  args.some((arg, at) => /^--format=(nd)?json$/.test(arg) || (/^(nd)?json$/.test(arg) && args[at - 1] === "--format"))

/** A failure as programs have it. */
export const errorToJson = ({ code, fix, isRetryable, message, requestUuid }: ErrorReport) => ({
  code,
  message: message.replaceAll("\n", " "),
  retryable: isRetryable === true,
  requestUuid: requestUuid === undefined ? null : printable(requestUuid, 128),
  fix,
})

/** An error as lines of text, or as one JSON object. */
const formatError = (error: ErrorReport, args: ReadonlyArray<string>): string =>
  wantsJson(args) ? printableJson({ error: errorToJson(error) }, 0) : error.message.replace(/^/gm, "threads: ")

/** Prints an error on stderr, in the format that the arguments choose. */
export const printError = Effect.fnUntraced(function* (error: ErrorReport) {
  const stdio = yield* Stdio.Stdio
  yield* Console.error(formatError(error, yield* stdio.args))
})
