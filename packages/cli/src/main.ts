import { printable } from "@customer-threads/domain"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { CliError, cliError, ExitCode } from "./errors/CliError.ts"
import { formatError } from "./errors/formatError.ts"
import { platform } from "./platform.ts"
import { threads } from "./program.ts"

/** How the run ends, and the failure that is to be told on stderr. */
const ending = (cause: Cause.Cause<unknown>): readonly [exitCode: number, failure: CliError | undefined] => {
  if (Cause.hasInterruptsOnly(cause)) return [ExitCode.interrupted, undefined]
  const error = Cause.squash(cause)
  if (error instanceof CliError) return [error.exitCode, error]
  // Whatever is wrong with the invocation was said when it was found.
  if (!Cause.hasDies(cause)) return [ExitCode.usage, undefined]
  const what = error instanceof Error ? `${error.name}: ${error.message}` : "unknown"
  const problem = `This is a defect in the program (${printable(what, 300)})`
  return [ExitCode.defect, cliError(ExitCode.defect, "Defect", problem, "please report it")]
}

// A reader that has seen enough closes the pipe: nothing is left to say.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : ExitCode.defect))

NodeRuntime.runMain(Effect.provide(threads, platform), {
  disableErrorReporting: true,
  teardown: (exit, onExit) => {
    if (Exit.isSuccess(exit)) return onExit(ExitCode.done)
    const [exitCode, failed] = ending(exit.cause)
    if (failed !== undefined) process.stderr.write(`${formatError(failed)}\n`)
    onExit(exitCode)
  },
})
