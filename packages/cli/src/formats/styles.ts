import { styleText } from "node:util"

export type Style = "red" | "green" | "yellow" | "dim" | "bold"

/** Puts a style on text, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string

/** Every terminal that has colours knows these escape sequences. */
export const paintWith = (colours: boolean): Paint =>
  colours ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text
