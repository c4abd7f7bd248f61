const CELL = 8.4
const LINE = 20
const MARGIN = 16

/** Styles that each code of `ESC [ ... m` switches on and off. */
const codes: Record<string, readonly [on: string, off: string]> = {
  0: ["", "bold dim red green yellow"],
  1: ["bold", ""],
  2: ["dim", ""],
  22: ["", "bold dim"],
  31: ["red", "green yellow"],
  32: ["green", "red yellow"],
  33: ["yellow", "red green"],
  39: ["", "red green yellow"],
}

/** Text without an empty space of two cells, where it begins, and how it looks. */
interface Run {
  readonly column: number
  readonly text: string
  readonly looks: string
}

const wordsOf = (text: string, column: number, looks: string): ReadonlyArray<Run> =>
  [...text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    column: column + [...text.slice(0, match.index)].length,
    text: match[0],
    looks,
  }))

/** The runs of a line, and the looks that the next line begins with. */
const readLine = (
  line: string,
  before: string,
  columns: number,
): readonly [runs: ReadonlyArray<Run>, looks: string] => {
  const [first = "", ...rest] = line.split("\u001b[")
  const runs = [...wordsOf(first, 0, before)]
  let [column, looks] = [[...first].length, before]
  for (const part of rest) {
    const [sequence, code] = /^(\d*)m/.exec(part) ?? []
    const change = code === undefined ? undefined : codes[code || "0"]
    if (sequence === undefined || change === undefined) throw new Error(`not understood: ESC [ ${JSON.stringify(part)}`)
    const [on, off] = change
    looks = [...looks.split(" ").filter((one) => !off.split(" ").includes(one)), on].filter(Boolean).join(" ")
    const text = part.slice(sequence.length)
    runs.push(...wordsOf(text, column, looks))
    column += [...text].length
  }
  if (column > columns) throw new Error(`a line is wider than ${columns} columns: ${JSON.stringify(line)}`)
  return [runs, looks]
}

const xml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

const style = `text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328 }
rect { fill: #f6f8fa; stroke: #d1d9e0 }
.bold { font-weight: bold } .dim { fill: #59636e } .red { fill: #cf222e } .green { fill: #1a7f37 } .yellow { fill: #9a6700 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } rect { fill: #151b23; stroke: #3d444d }
  .dim { fill: #9198a1 } .red { fill: #ff7b72 } .green { fill: #3fb950 } .yellow { fill: #d29922 }
}`

/** Draws a terminal's output as an SVG with text, for light and dark pages. It knows colours and line ends, and no other sequences. */
export const terminalSvg = (
  screen: string,
  { columns, description, title }: { readonly columns: number; readonly title: string; readonly description: string },
): string => {
  const lines = screen.replace(/\r?\n$/, "").split(/\r?\n/)
  let looks = ""
  const texts = lines.flatMap((line, at) => {
    const [runs, next] = readLine(line, looks, columns)
    looks = next
    return runs.map((run) => {
      const x = (MARGIN + run.column * CELL).toFixed(1)
      const y = MARGIN + at * LINE + 15
      return `<text x="${x}" y="${y}"${run.looks === "" ? "" : ` class="${run.looks}"`}>${xml(run.text)}</text>`
    })
  })
  const [width, height] = [Math.ceil(2 * MARGIN + columns * CELL), 2 * MARGIN + lines.length * LINE]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">${xml(title)}</title>
<desc id="description">${xml(description)}</desc>
<style>
${style}
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${texts.join("\n")}
</svg>
`
}
