import { styleText } from "node:util"
import * as Effect from "effect/Effect"
import * as Stdio from "effect/Stdio"
import { readText } from "../env.ts"

/** Whether the terminal can do nothing but print: no colours, no symbols, nothing drawn anew. */
export const isDumbTerminal = Effect.map(readText("TERM"), (term) => term === "dumb")

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

/** Writes to stdout, and goes on when it is written: a slow reader slows the program down. */
export const writeOut = (text: string): Effect.Effect<void> =>
  Effect.callback((resume) => {
    process.stdout.write(text, () => resume(Effect.void))
  })

export type Style = "red" | "green" | "yellow" | "dim" | "bold"

/** Puts a style on text, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string

/** Every terminal that has colours knows these escape sequences. */
export const paintWith = (colours: boolean): Paint =>
  colours ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text
