import { styleText } from "node:util"
import * as Effect from "effect/Effect"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
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

/** Writes to stdout, and continues when the text is written: a slow reader slows the program down. */
export const writeOut = (text: string) => Stdio.Stdio.use(({ stdout }) => writeTo(stdout(), text))

/** Writes to stderr, without a line end of its own. */
export const writeError = (text: string) => Stdio.Stdio.use(({ stderr }) => writeTo(stderr(), text))

/** The streams of the program do not fail: `main.ts` handles one that breaks. */
const writeTo = (stream: ReturnType<Stdio.Stdio["stdout"]>, text: string): Effect.Effect<void> =>
  Effect.orDie(Stream.run(Stream.succeed(text), stream))

export type Style = "red" | "green" | "yellow" | "dim" | "bold"

/** Puts a style on text, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string

/** Every terminal that has colours knows these escape sequences. */
export const paintWith = (colours: boolean): Paint =>
  colours ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text
