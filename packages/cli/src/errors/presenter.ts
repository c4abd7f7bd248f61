import { printable } from "@customer-threads/domain"
import * as Console from "effect/Console"
import * as CliOutput from "effect/cli/CliOutput"
import type { HelpDoc } from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import { formatError, wantsJson } from "./formatError.ts"

/** What is wrong with an invocation, in one line. */
const inOneLine = (message: string): string => {
  const [said = "", suggestions] = message.trim().split(/\s+Did you mean this\?\s+/)
  const meant = suggestions === undefined ? "" : `; did you mean ${suggestions.split(/\s+/).join(" or ")}?`
  return printable(said.replace(/\s*\n\s*/g, " ") + meant)
}

/** Help as text, with an empty line before the examples, as before every other part. */
const helpOf = (formatter: CliOutput.Formatter, helpDoc: HelpDoc): string =>
  formatter.formatHelpDoc(helpDoc).replace(/([^\n])\n(?=\S*EXAMPLES\b)/, "$1\n\n")

/** Help that was asked for goes to stdout; a wrong invocation gets a line for each thing that is wrong, on stderr. */
export const presenter: CliOutput.Presenter = {
  present: Effect.fnUntraced(function* (event) {
    const formatter = yield* CliOutput.Formatter
    switch (event._tag) {
      case "Version":
        return yield* Console.log(event.version)
      case "Help":
        return yield* event.reason === "Requested"
          ? Console.log(helpOf(formatter, event.helpDoc))
          : Console.error(helpOf(formatter, event.helpDoc))
      case "InvalidInvocation": {
        const messages = event.errors.map(({ message }) => inOneLine(message))
        const fix = `See: ${event.commandPath.join(" ")} --help`
        yield* Console.error(formatError({ code: "Usage", message: messages.join("\n"), fix }))
        if (!wantsJson()) yield* Console.error(fix)
      }
    }
  }),
}
