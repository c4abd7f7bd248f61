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
  interrupted: 130,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** The end of a run that did not do what was asked. `problem` and `fix` are text for one line, without a period. */
export class CliError extends Data.TaggedError("CliError")<{
  readonly exitCode: ExitCode
  /** The kind of failure in one word, for programs. */
  readonly code: string
  readonly problem: string
  /** The next step. */
  readonly fix: string
  /** Whether the same again later can help. */
  readonly isRetryable?: boolean
  /** The vendor's name for the request, where there was an answer with one. */
  readonly requestUuid?: string | undefined
  /** Whether the error is reported as JSON. Default: false. */
  readonly asJson?: boolean
}> {
  override get message(): string {
    return `${this.problem}; ${this.fix}.`
  }
}

/** Makes an error of foreign text. */
export const cliError = (exitCode: ExitCode, code: string, problem: string, fix: string): CliError =>
  new CliError({ exitCode, code, problem: printable(problem), fix: printable(fix) })

/** A fault of the program itself. */
export const fromDefect = (defect: unknown): CliError => {
  const what = defect instanceof Error ? `${defect.name}: ${defect.message}` : "unknown"
  const problem = `This is a defect in the program (${printable(what, 300)})`
  return cliError(ExitCode.defect, "Defect", problem, "please report it")
}

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
    problem: error.problem,
    fix: error.fix,
    isRetryable: error.isRetryable,
    requestUuid: error.requestUuid,
  })
