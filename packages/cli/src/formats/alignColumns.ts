import * as CliOutput from "effect/cli/CliOutput"

/** How many cells of the terminal it takes: a character each, unless something else than ASCII is in it. */
const widthOf = (cell: string): number => (/^[ -~]*$/.test(cell) ? cell.length : CliOutput.displayWidth(cell))

/** Rows as lines, each column but the last as wide as its widest cell prints, two spaces between. */
export const alignColumns = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const widths: Array<number> = []
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell))
  }
  const pad = (cell: string, at: number) => cell + " ".repeat((widths[at] as number) - widthOf(cell))
  return rows.map((row) => row.map(pad).join("  ").trimEnd())
}
