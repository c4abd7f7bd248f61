import { jsonTokens } from "./jsonTokens.ts"

/**
 * The line (from 1) on which each element of an array in a JSON text begins: of the array that is the whole text, or of
 * the one under `key` in the object that is. The text must be valid JSON.
 */
export const elementLines = (text: string, key?: string): ReadonlyArray<number> => {
  const lines: Array<number> = []
  const arrayDepth = key === undefined ? 1 : 2
  let depth = 0
  let inArray = key === undefined
  let expectsElement = false
  let lastString = ""
  for (const token of jsonTokens(text)) {
    if (expectsElement && inArray && depth === arrayDepth && token.kind !== "close") lines.push(token.line)
    expectsElement = false
    if (token.kind === "string") lastString = token.text
    else if (token.kind === "colon" && depth === 1) inArray = lastString === JSON.stringify(key)
    else if (token.kind === "open") {
      depth += 1
      expectsElement = depth === arrayDepth
    } else if (token.kind === "close") depth -= 1
    else if (token.kind === "comma") expectsElement = depth === arrayDepth
  }
  return lines
}
