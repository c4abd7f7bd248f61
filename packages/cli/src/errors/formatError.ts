import { printable } from "@customer-threads/domain/text"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import { printableJson } from "../text.ts"
import { CliError, ExitCode, fromDefect } from "./CliError.ts"

const isJson = (format: unknown): boolean => format === "json" || format === "ndjson"

/** Checks whether arguments that could not be parsed choose a JSON format. Handlers know their format. */
export const wantsJson = (args: ReadonlyArray<string>): boolean =>
  args.some((arg, index) => isJson(args[index - 1] === "--format" ? arg : /^--format=(.*)$/.exec(arg)?.[1]))

/** Marks an error to be reported as JSON if the input of its command chooses a JSON format. */
export const inFormatOf =
  (input: unknown) =>
  <E>(error: E): E | CliError =>
    error instanceof CliError && Predicate.hasProperty(input, "format") && isJson(input.format)
      ? new CliError({ ...error, asJson: true })
      : error

/** Reports the errors of a handler, defects included, in the format that it prints. */
export const reportInFormat =
  <Input extends { readonly format: string }, A, E, R>(handler: (input: Input) => Effect.Effect<A, E, R>) =>
  (input: Input): Effect.Effect<A, E | CliError, R> =>
    handler(input).pipe(
      Effect.catchDefect((defect) => Effect.fail(fromDefect(defect))),
      Effect.mapError(inFormatOf(input)),
    )

/** Encodes an error for programs. */
export const errorToJson = ({ code, fix, isRetryable, message, problem, requestUuid }: CliError) => ({
  code,
  message,
  problem,
  retryable: isRetryable === true,
  requestUuid: requestUuid === undefined ? null : printable(requestUuid, 128),
  fix,
})

/** Formats an error for stderr, as a line of text or as one JSON object. */
export const formatError = (error: CliError): string =>
  error.asJson === true ? printableJson({ error: errorToJson(error) }, 0) : `threads: ${error.message}`

/** Prints an error on stderr. */
export const printError = (error: CliError): Effect.Effect<void> => Console.error(formatError(error))

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
