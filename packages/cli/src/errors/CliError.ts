import { printable, type ThreadRepositoryError } from "@customer-threads/domain"
import * as Data from "effect/Data"

/** Exit codes of the program. */
export const ExitCode = {
  done: 0,
  defect: 1,
  usage: 2,
  credentials: 3,
  refused: 4,
  unavailable: 5,
  malformed: 6,
  interrupted: 130,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** The end of a run that did not do what was asked. */
export class CliError extends Data.TaggedError("CliError")<{
  readonly exitCode: ExitCode
  /** What kind of failure it is, in one word, for programs. */
  readonly code: string
  /** One line that says what happened, and what to do about it. */
  readonly message: string
  /** What to do about it, alone. */
  readonly fix: string
  /** Whether the same again later can help. */
  readonly isRetryable?: boolean
  /** The vendor's name for the request, where there was an answer with one. */
  readonly requestUuid?: string | undefined
}> {}

/** A failure that is told as what happened and what to do about it. */
export const cliError = (exitCode: ExitCode, code: string, problem: string, fix: string): CliError =>
  new CliError({
    exitCode,
    code,
    message: `${printable(problem).replace(/\.$/, "")}; ${printable(fix)}.`,
    fix: printable(fix),
  })

/** Wrong use, or a wrong setting; nothing was sent. */
export const usageError = (problem: string, fix: string): CliError => cliError(ExitCode.usage, "Usage", problem, fix)

const exitCodeOf = (error: ThreadRepositoryError): ExitCode => {
  switch (error.reason._tag) {
    case "Unauthenticated":
    case "Forbidden":
      return ExitCode.credentials
    case "NotFound":
    case "Rejected":
      return ExitCode.refused
    case "RateLimited":
    case "Unavailable":
    case "TimedOut":
      return ExitCode.unavailable
    case "MalformedResponse":
      return ExitCode.malformed
  }
}

/** What a failed list means for the run. */
export const fromRepositoryError = (error: ThreadRepositoryError): CliError =>
  new CliError({
    exitCode: exitCodeOf(error),
    code: error.reason._tag,
    message: error.message,
    fix: error.fix,
    isRetryable: error.isRetryable,
    requestUuid: error.requestUuid,
  })
