import { printable } from "@customer-threads/domain"
import * as Console from "effect/Console"
import * as CliOutput from "effect/cli/CliOutput"
import * as Effect from "effect/Effect"
import { tellFailure, wantsJson } from "./tellFailure.ts"

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
        const lines = event.errors.map(({ message }) => printable(message.replace(/\s*\n\s*/g, " ").trim()))
        const fix = `See: ${event.commandPath.join(" ")} --help`
        yield* Console.error(tellFailure({ code: "Usage", lines, fix }))
        if (!wantsJson()) yield* Console.error(fix)
      }
    }
  }),
}
