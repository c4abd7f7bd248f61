import { styleText } from "node:util"
import * as TerminalCapabilities from "effect/cli/TerminalCapabilities"
import * as Effect from "effect/Effect"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { readText } from "../env.ts"

/** True if the terminal has no colours and no symbols and cannot clear a line. */
export const isDumbTerminal = Effect.map(readText("TERM"), (term) => term === "dumb")

/** True if stdout gets colours: by `NO_COLOR`, `FORCE_COLOR` and `TERM`, or because it is a terminal. */
export const canColor = TerminalCapabilities.TerminalCapabilities.useSync(({ canColor }) => canColor).pipe(
  Effect.provide(TerminalCapabilities.layer),
)

/** Writes to stdout, and waits until the text is written, so that a slow reader slows the program down. */
export const writeOut = (text: string) => Stdio.Stdio.use(({ stdout }) => writeTo(stdout(), text))

/** Writes to stderr without a line end. */
export const writeError = (text: string) => Stdio.Stdio.use(({ stderr }) => writeTo(stderr(), text))

/** The streams of the program do not fail: `bin/threads.cjs` handles one that breaks. */
const writeTo = (stream: ReturnType<Stdio.Stdio["stdout"]>, text: string): Effect.Effect<void> =>
  Effect.orDie(Stream.run(Stream.succeed(text), stream))

export type Style = "red" | "green" | "yellow" | "dim" | "bold"

/** Applies a style to a text, or returns it unchanged if colours are off. */
export type Paint = (style: Style, text: string) => string

/** Makes a function that paints text with escape sequences, or none if `colours` is false. */
export const paintWith = (colours: boolean): Paint =>
  colours ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text
