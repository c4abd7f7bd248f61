import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"

const setting = (name: string) =>
  Effect.map(
    Effect.orDie(Config.option(Config.String(name))),
    Option.getOrElse(() => ""),
  )

/**
 * Whether stdout is painted: on a terminal that is not dumb, and where FORCE_COLOR says so; never where NO_COLOR is set. As
 * Effect's `TerminalCapabilities` decides, which looks at standard input too.
 */
export const canColor = Effect.gen(function* () {
  if ((yield* setting("TERM")) === "dumb" || (yield* setting("NO_COLOR")) !== "") return false
  const force = (yield* setting("FORCE_COLOR")).toLowerCase()
  const stdio = yield* Stdio.Stdio
  return (force !== "" && force !== "0" && force !== "false") || (yield* stdio.stdoutIsTerminal)
})
