import { type JsonToken, jsonTokens } from "./jsonTokens.ts"

type Expected = "value" | "value or close" | "key" | "key or close" | "colon" | "comma or close" | "end"

/** What may follow a value: the end of the text, or more of what it is in. */
const afterValue = (open: ReadonlyArray<string>): Expected => (open.length === 0 ? "end" : "comma or close")

/** What may follow a token, or undefined where the token may not stand. `open` holds the brackets that are open. */
const next = (token: JsonToken, expected: Expected, open: Array<string>): Expected | undefined => {
  const isValue = expected === "value" || expected === "value or close"
  const isClose = expected.endsWith("close")
  switch (token.kind) {
    case "open":
      if (!isValue) return undefined
      open.push(token.text)
      return token.text === "[" ? "value or close" : "key or close"
    case "close":
      if (!isClose || open.pop() !== (token.text === "]" ? "[" : "{")) return undefined
      return afterValue(open)
    case "comma":
      return expected === "comma or close" ? (open.at(-1) === "[" ? "value" : "key") : undefined
    case "colon":
      return expected === "colon" ? "value" : undefined
    case "string":
      return expected.startsWith("key") ? "colon" : isValue ? afterValue(open) : undefined
    case "scalar":
      return isValue ? afterValue(open) : undefined
    case "invalid":
      return undefined
  }
}

/** The line (from 1) on which a text stops being JSON: of the first token that may not stand there, or the last line. */
export const lineOfError = (text: string): number => {
  const open: Array<string> = []
  let expected: Expected = "value"
  for (const token of jsonTokens(text)) {
    const then = next(token, expected, open)
    if (then === undefined) return token.line
    expected = then
  }
  return text.trimEnd().split("\n").length
}
