import * as Effect from "effect/Effect"
import { readText } from "./settings.ts"

/** Whether the terminal can do nothing but print: no colours, no symbols, nothing drawn anew. */
export const isDumbTerminal = Effect.map(readText("TERM"), (term) => term === "dumb")
