import { printable } from "@customer-threads/domain/text"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { printableJson } from "../text.ts"
import { CliError, fromDefect } from "./CliError.ts"

const isJson = (format: unknown): boolean => format === "json" || format === "ndjson"

/** Tells if arguments that could not be parsed choose a JSON format. Handlers know their format. */
export const wantsJson = (args: ReadonlyArray<string>): boolean =>
  args.some((arg, index) => isJson(args[index - 1] === "--format" ? arg : /^--format=(.*)$/.exec(arg)?.[1]))

/** Has an error reported as JSON if the input of its command chooses a JSON format. */
export const inFormatOf =
  (input: unknown) =>
  <E>(error: E): E | CliError =>
    error instanceof CliError && Predicate.hasProperty(input, "format") && isJson(input.format)
      ? new CliError({ ...error, asJson: true })
      : error

/** Has the errors of a handler reported in the format that it prints in, defects included. */
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
