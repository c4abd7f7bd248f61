/**
 * The line (from 1) on which each element of an array in a JSON text begins: of the array that is the whole text, or of
 * the one under `key` in the object that is. The text must be valid JSON.
 */
export const elementLines = (text: string, key?: string): ReadonlyArray<number> => {
  const lines: Array<number> = []
  const arrayDepth = key === undefined ? 1 : 2
  let [line, depth, at] = [1, 0, 0]
  let inArray = key === undefined
  let expectsElement = false
  let lastString = ""
  while (at < text.length) {
    const character = text[at] as string
    const length = character === '"' ? stringLength(text, at) : 1
    if (expectsElement && inArray && depth === arrayDepth && !/[\s,\]]/.test(character)) {
      lines.push(line)
      expectsElement = false
    }
    if (character === '"') lastString = text.slice(at, at + length)
    else if (character === "\n") line += 1
    else if (character === ":" && depth === 1 && key !== undefined) inArray = lastString === JSON.stringify(key)
    else if (character === "[" || character === "{") {
      depth += 1
      if (depth === arrayDepth) expectsElement = true
    } else if (character === "]" || character === "}") depth -= 1
    else if (character === "," && depth === arrayDepth) expectsElement = true
    at += length
  }
  return lines
}

/** How long the JSON string literal that begins at `start` is, its quotes included. */
const stringLength = (text: string, start: number): number => {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1
  return at - start + 1
}
