import { printable } from "@customer-threads/domain/text"
import * as Console from "effect/Console"
import * as CliOutput from "effect/cli/CliOutput"
import type { HelpDoc } from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stdio from "effect/Stdio"
import { CliError, usageError } from "./CliError.ts"
import { printError, wantsJson } from "./formatError.ts"

/** What is wrong with an invocation, in one line. */
const inOneLine = (message: string): string => {
  const [said = "", suggestions] = message.trim().split(/\s+Did you mean this\?\s+/)
  const meant = suggestions === undefined ? "" : `; did you mean ${suggestions.split(/\s+/).join(" or ")}?`
  return printable(said.replace(/\s*\n\s*/g, " ") + meant)
}

/** Help as text, with an empty line before the examples, as before every other part. */
const helpOf = (formatter: CliOutput.Formatter, helpDoc: HelpDoc): string =>
  formatter.formatHelpDoc(helpDoc).replace(/([^\n])\n(?=\S*EXAMPLES\b)/, "$1\n\n")

const present = Effect.fnUntraced(function* (event: CliOutput.Presenter.Event) {
  const formatter = yield* CliOutput.Formatter
  switch (event._tag) {
    case "Version":
      return yield* Console.log(event.version)
    case "Help":
      return yield* event.reason === "Requested"
        ? Console.log(helpOf(formatter, event.helpDoc))
        : Console.error(helpOf(formatter, event.helpDoc))
    case "InvalidInvocation": {
      const problems = event.errors.map(({ message }) => inOneLine(message))
      const help = `${event.commandPath.join(" ")} --help`
      const stdio = yield* Stdio.Stdio
      if (wantsJson(yield* stdio.args)) {
        const error = usageError(problems.join("; "), `see: ${help}`)
        return yield* printError(new CliError({ ...error, asJson: true }))
      }
      for (const problem of problems) yield* Console.error(`threads: ${problem}`)
      yield* Console.error(`See: ${help}`)
    }
  }
})

/** Help that was asked for goes to stdout; an invalid invocation gets a line for each problem, on stderr. */
export const presenter = Layer.effect(
  CliOutput.Presenter,
  Effect.map(
    Stdio.Stdio,
    (stdio): CliOutput.Presenter => ({
      present: (event) => Effect.provideService(present(event), Stdio.Stdio, stdio),
    }),
  ),
)
