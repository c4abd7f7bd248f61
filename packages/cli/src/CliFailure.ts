import { printable, type ThreadRepositoryError } from "@customer-threads/domain"
import * as Data from "effect/Data"
import { ExitCode } from "./ExitCode.ts"

/** The end of a run that did not do what was asked: the exit code, and one line that says why. */
export class CliFailure extends Data.TaggedError("CliFailure")<{
  readonly exitCode: ExitCode
  readonly message: string
}> {}

/** Wrong use, or a wrong setting; nothing was sent. */
export const usageFailure = (message: string): CliFailure =>
  new CliFailure({ exitCode: ExitCode.usage, message: printable(message) })

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
export const listFailure = (error: ThreadRepositoryError): CliFailure =>
  new CliFailure({ exitCode: exitCodeOf(error), message: error.message })
