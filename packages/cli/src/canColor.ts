import * as Effect from "effect/Effect"
import * as Stdio from "effect/Stdio"
import { isDumbTerminal } from "./isDumbTerminal.ts"
import { readText } from "./settings.ts"

/**
 * Whether stdout is painted: on a terminal that is not dumb, and where FORCE_COLOR says so; never where NO_COLOR is set. As
 * Effect's `TerminalCapabilities` decides, which looks at standard input too.
 */
export const canColor = Effect.gen(function* () {
  if ((yield* isDumbTerminal) || (yield* readText("NO_COLOR")) !== undefined) return false
  const force = (yield* readText("FORCE_COLOR"))?.toLowerCase()
  const stdio = yield* Stdio.Stdio
  return (force !== undefined && force !== "0" && force !== "false") || (yield* stdio.stdoutIsTerminal)
})
