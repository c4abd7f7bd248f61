import type { ThreadRepositoryError } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain/text"
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
  hungUp: 129,
  interrupted: 130,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** The meaning of each exit code, for the manual. The README has the same. */
export const exitCodeMeanings: ReadonlyArray<readonly [code: ExitCode, meaning: string]> = [
  [ExitCode.done, "success"],
  [ExitCode.defect, "a defect in the program, or an unsupported version of Node"],
  [ExitCode.usage, "an invalid flag, query, setting or file; nothing was sent"],
  [ExitCode.credentials, "credentials are missing or refused (401, 403)"],
  [ExitCode.refused, "the service refused the request (its `errors`, or another 4xx)"],
  [ExitCode.unavailable, "the service could not be reached, is overloaded or too slow; or data could not be written"],
  [ExitCode.malformed, "the response is invalid"],
  [ExitCode.hungUp, "the terminal was closed"],
  [ExitCode.interrupted, "interrupted"],
]

/** Ends a run with an exit code. `problem` and `fix` are text for one line, without a period. */
export class CliError extends Data.TaggedError("CliError")<{
  readonly exitCode: ExitCode
  /** The kind of failure in one word, for programs. */
  readonly code: string
  readonly problem: string
  /** The next step. */
  readonly fix: string
  /** True if the same command may succeed later. */
  readonly isRetryable?: boolean
  /** The vendor's name for the request, if its response has one. */
  readonly requestUuid?: string | undefined
  /** True if the error is reported as JSON. Default: false. */
  readonly asJson?: boolean
}> {
  override get message(): string {
    return `${this.problem}; ${this.fix}.`
  }
}

/** Makes an error from text that may hold control characters. */
export const cliError = (exitCode: ExitCode, code: string, problem: string, fix: string): CliError =>
  new CliError({ exitCode, code, problem: printable(problem), fix: printable(fix) })

/** Makes the error of a defect in the program. */
export const fromDefect = (defect: unknown): CliError => {
  const what = defect instanceof Error ? `${defect.name}: ${defect.message}` : "unknown"
  const problem = `This is a defect in the program (${printable(what, 300)})`
  return cliError(ExitCode.defect, "Defect", problem, "please report it")
}

/** Makes the error of wrong arguments or settings. No request was sent. */
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

/** Makes the error of a request that failed. */
export const fromRepositoryError = (error: ThreadRepositoryError): CliError =>
  new CliError({
    exitCode: exitCodeOf(error),
    code: error.reason._tag,
    problem: error.problem,
    fix: error.fix,
    isRetryable: error.isRetryable,
    requestUuid: error.requestUuid,
  })

// Effect's words for text that is not a number, and for a number that is not whole.
const integer = new Set(["a string representing a finite number", "an integer"])

/** Describes an invalid value of a flag or setting, from Effect's description of what was expected. Never quotes the value. */
export const invalidValue = (name: string, expected: string): string => {
  const phrase = expected.replace(/^(?:Schema validation failed: )?Expected /, "")
  return `${name} must be ${integer.has(phrase) ? "a whole number" : phrase.replaceAll(" | ", " or ")}`
}
