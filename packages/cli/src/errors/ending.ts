import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { CliError, ExitCode, fromDefect } from "./CliError.ts"
import { printError } from "./formatError.ts"

/** The exit code of a run that failed, and the error that is not reported yet. */
const ending = (cause: Cause.Cause<unknown>): readonly [exitCode: ExitCode, error: CliError | undefined] => {
  if (Cause.hasInterruptsOnly(cause)) return [ExitCode.interrupted, undefined]
  const error = Cause.squash(cause)
  if (error instanceof CliError) return [error.exitCode, error]
  // The presenter reports an invalid invocation when it is found.
  if (!Cause.hasDies(cause)) return [ExitCode.usage, undefined]
  return [ExitCode.defect, fromDefect(error)]
}

/** The exit code of a run. */
export const exitCodeOf = (exit: Exit.Exit<unknown, unknown>): ExitCode =>
  Exit.isSuccess(exit) ? ExitCode.done : ending(exit.cause)[0]

/** Reports on stderr why a run failed. */
export const reportFailure = Effect.fnUntraced(function* (cause: Cause.Cause<unknown>) {
  const [, error] = ending(cause)
  if (error !== undefined) yield* printError(error)
})
