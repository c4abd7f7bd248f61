import { printable } from "@customer-threads/domain"
import * as Console from "effect/Console"
import * as CliOutput from "effect/cli/CliOutput"
import * as Effect from "effect/Effect"

/** Help that was asked for goes to stdout; a wrong invocation gets a line for each thing that is wrong, on stderr. */
export const presenter: CliOutput.Presenter = {
  present: Effect.fnUntraced(function* (event) {
    const formatter = yield* CliOutput.Formatter
    switch (event._tag) {
      case "Version":
        return yield* Console.log(event.version)
      case "Help":
        return yield* event.reason === "Requested"
          ? Console.log(formatter.formatHelpDoc(event.helpDoc))
          : Console.error(formatter.formatHelpDoc(event.helpDoc))
      case "InvalidInvocation": {
        for (const error of event.errors) {
          yield* Console.error(`threads: ${printable(error.message.replace(/\s*\n\s*/g, " ").trim())}`)
        }
        return yield* Console.error(`See: ${event.commandPath.join(" ")} --help`)
      }
    }
  }),
}
