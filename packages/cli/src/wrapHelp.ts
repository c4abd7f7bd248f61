/** Widths of help if the output is not a terminal, and at least. */
const [DEFAULT, LEAST] = [80, 30]

/** Breaks words into lines of at most `width` characters. A longer word has a line of its own. */
const fill = (text: string, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const wrapLine = (line: string, width: number): string => {
  if (line.length <= width) return line
  const [, indent = "", text = ""] = /^( *)(.*)$/.exec(line) ?? []
  const [, name = "", gap = "", description = ""] = /^(\S.*?)( {2,})(\S.*)$/.exec(text) ?? []
  const column = indent.length + name.length + gap.length
  if (description === "")
    return fill(text, width - indent.length)
      .map((part) => indent + part)
      .join("\n")
  // A column that leaves little room is given up: the description begins on the next line.
  const isNarrow = width - column < 30
  const hang = isNarrow ? `${indent}    ` : " ".repeat(column)
  const parts = fill(description, width - hang.length).map((part) => hang + part)
  const first = `${indent}${name}`
  return (isNarrow ? [first, ...parts] : [first + (parts[0] ?? "").slice(first.length), ...parts.slice(1)]).join("\n")
}

/** Wraps help at the width of a terminal. `columns` is 0 or undefined if the output is not a terminal. */
export const wrapHelp = (text: string, columns: number | undefined): string => {
  const width = columns === undefined || columns === 0 ? DEFAULT : Math.max(columns, LEAST)
  return text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n")
}
