import { styleText } from "node:util"
import * as TerminalCapabilities from "effect/cli/TerminalCapabilities"
import * as Effect from "effect/Effect"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { readText } from "../env.ts"

/** Whether the terminal can do nothing but print: no colours, no symbols, nothing drawn anew. */
export const isDumbTerminal = Effect.map(readText("TERM"), (term) => term === "dumb")

/** True if stdout gets colours: by `NO_COLOR`, `FORCE_COLOR` and `TERM`, or because it is a terminal. */
export const canColor = TerminalCapabilities.TerminalCapabilities.useSync(({ canColor }) => canColor).pipe(
  Effect.provide(TerminalCapabilities.layer),
)

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
