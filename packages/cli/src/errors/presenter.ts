import { printable } from "@customer-threads/domain/text"
import * as Console from "effect/Console"
import type { InvalidValue, NonShowHelpErrors } from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import type { HelpDoc } from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import { wrapHelp } from "../wrapHelp.ts"
import { CliError, invalidValue, usageError } from "./CliError.ts"
import { printError, wantsJson } from "./formatError.ts"

const didYouMean = (suggestions: ReadonlyArray<string>): string =>
  suggestions.length === 0 ? "." : `; did you mean ${suggestions.join(" or ")}?`

const describeValue = ({ expected, kind, option, value }: InvalidValue): string => {
  const name = kind === "flag" ? `--${option}` : option
  if (value === "") return `${name} needs a value.`
  // Effect has no other error for a flag that is repeated.
  return expected === "at most 1 value" ? `${name} is given more than once.` : `${invalidValue(name, expected)}.`
}

/** Describes an error in the command line in one sentence. */
const describe = (error: NonShowHelpErrors): string => {
  switch (error._tag) {
    case "InvalidValue":
      return describeValue(error)
    case "MissingOption":
      return `--${error.option} is required.`
    case "MissingArgument":
      return `${error.argument} is required.`
    case "UnexpectedArgument":
      return `Unexpected argument: ${error.arguments.join(" ")}.`
    case "UnrecognizedOption":
      return `Unknown flag ${error.option}${didYouMean(error.suggestions)}`
    case "UnknownSubcommand":
      return `Unknown command ${error.subcommand}${didYouMean(error.suggestions)}`
    default:
      return error.message
  }
}

/**
 * Describes every error of a command line. A value that begins with "-" is read as flags, so it makes an error for each of
 * its letters; one error says how to write it.
 */
const problemsIn = (errors: ReadonlyArray<NonShowHelpErrors>, given: ReadonlyArray<string>): ReadonlyArray<string> => {
  const valueAfter = (option: string): string | undefined => {
    const at = given.findIndex(
      (arg, index) => (arg === `--${option}` || /^-[a-z]$/.test(arg)) && /^-[^-]/.test(given[index + 1] ?? ""),
    )
    return at < 0 ? undefined : given[at + 1]
  }
  const values: Array<string> = []
  const described = errors.map((error) => {
    const value =
      error._tag === "InvalidValue" && error.kind === "flag" && error.value === ""
        ? valueAfter(error.option)
        : undefined
    if (value === undefined || error._tag !== "InvalidValue") return { error, text: describe(error) }
    values.push(value)
    const form = `--${error.option}=${value}`
    return { error, text: `--${error.option} needs a value. For one that begins with "-", write ${form}` }
  })
  const isPart = (error: NonShowHelpErrors) =>
    error._tag === "UnrecognizedOption" && values.some((value) => value.includes(error.option.replace(/^-/, "")))
  return [...new Set(described.filter(({ error }) => !isPart(error)).map(({ text }) => printable(text)))]
}

/** The last lines of every help. */
const ending = `

EXIT CODES
  0 success, 1 defect, 2 invalid use, 3 credentials, 4 refused, 5 unavailable, 6 invalid response, 129 terminal closed, 130 interrupted

DOCUMENTATION
  man threads, or README.md of the package @customer-threads/cli`

const formatter = CliOutput.defaultFormatter({ colors: false })

/** Formats help with an empty line before the examples, as before every other section. Its lines are not wrapped. */
export const formatHelp = (helpDoc: HelpDoc): string =>
  formatter.formatHelpDoc(helpDoc).replace(/([^\n])\n(?=\S*EXAMPLES\b)/, "$1\n\n") + ending

const present = Effect.fnUntraced(function* (event: CliOutput.Presenter.Event) {
  switch (event._tag) {
    case "Version":
      return yield* Console.log(event.version)
    case "Help": {
      const help = wrapHelp(formatHelp(event.helpDoc), yield* (yield* Terminal.Terminal).columns)
      return yield* event.reason === "Requested" ? Console.log(help) : Console.error(help)
    }
    case "InvalidInvocation": {
      const given = yield* (yield* Stdio.Stdio).args
      const problems = problemsIn(event.errors, given)
      const help = `${event.commandPath.join(" ")} --help`
      if (wantsJson(given)) {
        const error = usageError(problems.join(" "), `see: ${help}`)
        return yield* printError(new CliError({ ...error, asJson: true }))
      }
      for (const problem of problems) yield* Console.error(`threads: ${problem}`)
      yield* Console.error(`See: ${help}`)
    }
  }
})

/** Prints requested help on stdout, and a line on stderr for each problem of an invalid invocation. */
export const presenter = Layer.effect(
  CliOutput.Presenter,
  Effect.map(
    Effect.context<Stdio.Stdio | Terminal.Terminal>(),
    (services): CliOutput.Presenter => ({
      present: (event) => Effect.provideContext(present(event), services),
    }),
  ),
)
