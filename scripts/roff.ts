const escapes: Record<string, string> = {
  "\\": "\\e",
  "-": "\\-",
  "'": "\\(aq",
  "`": "\\(ga",
  "^": "\\(ha",
  "~": "\\(ti",
  '"': "\\(dq",
}

/** Text as roff shows it, character for character, inside a line. */
export const roff = (text: string): string =>
  text.replace(/\s*\n\s*/g, " ").replace(/[\\\-'`^~"]|[^ -~]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return escapes[character] ?? `\\[u${code.toString(16).toUpperCase().padStart(4, "0")}]`
  })

/** The same in bold. */
export const bold = (text: string): string => `\\fB${roff(text)}\\fR`

/** Breaks a paragraph into roff lines of at most 80 characters. No line begins like a roff request. */
export const filled = (text: string): string => {
  const lines = [""]
  for (const word of text.split(" ")) {
    const line = `${lines.at(-1)} ${word}`.trimStart()
    if (line.length > 78 && lines.at(-1) !== "") lines.push(word)
    else lines[lines.length - 1] = line
  }
  return lines.map((line) => line.replace(/^(?=\.)/, "\\&")).join("\n")
}

/** Markdown in a line: what is code becomes bold, and a link its text. */
export const roffOfMarkdown = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\\\|/g, "|")
    .split("`")
    .map((part, at) => (at % 2 === 1 ? bold(part) : roff(part)))
    .join("")

/** The rows of the table of a page of Markdown whose first title is given, without its titles. */
export const rowsOf = (page: string, title: string): ReadonlyArray<ReadonlyArray<string>> => {
  const lines = page.split("\n")
  const first = lines.findIndex((line) => line.startsWith(`| ${title} |`))
  const rest = lines.slice(first + 2)
  const end = rest.findIndex((line) => !line.startsWith("|"))
  if (first < 0 || end < 1) throw new Error(`there is no table with the title ${title}`)
  return rest.slice(0, end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
