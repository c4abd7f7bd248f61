import * as CliOutput from "effect/cli/CliOutput"

/** Text, and how it is painted once it is as long as it is shown. */
export interface Cell {
  readonly text: string
  readonly paint?: (shown: string) => string
}

/** How many cells of the terminal it takes: one each of ASCII and of the symbols of a state; anything else is looked up. */
const widthOf = (cell: string): number => (/^[ -~●○✓]*$/.test(cell) ? cell.length : CliOutput.displayWidth(cell))

const GAP = "  "
/** No column is cut to fewer cells than this, however narrow the terminal. */
const NARROWEST = 6

/** The widths with the widest made narrower, cell by cell, as long as all together do not fit: first of those to be cut first. */
const fit = (widths: ReadonlyArray<number>, width: number, cutFirst: ReadonlySet<number>): ReadonlyArray<number> => {
  const fitted = [...widths]
  let over = fitted.reduce((sum, one) => sum + one, GAP.length * (fitted.length - 1)) - width
  for (const isCut of [(at: number) => cutFirst.has(at), () => true]) {
    for (; over > 0; over -= 1) {
      const widest = Math.max(0, ...fitted.filter((_, at) => isCut(at)))
      if (widest <= NARROWEST) break
      fitted[fitted.findLastIndex((one, at) => one === widest && isCut(at))] = widest - 1
    }
  }
  return fitted
}

/** As much of a text as prints in so many cells of the terminal, the last of them `…`. */
const cut = (cell: string, width: number): string => {
  let kept = ""
  for (const character of cell) {
    if (widthOf(kept + character) > width - 1) break
    kept += character
  }
  return `${kept}…`
}

/**
 * Rows as lines, each column as wide as its widest cell prints, two spaces between, within `width` cells: `cutFirst` are the
 * places of the columns that lose the least by being cut.
 */
export const alignColumns = (
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
  width = Number.POSITIVE_INFINITY,
  cutFirst: ReadonlySet<number> = new Set(),
): ReadonlyArray<string> => {
  const natural: Array<number> = []
  for (const row of rows) {
    for (const [at, { text }] of row.entries()) natural[at] = Math.max(natural[at] ?? 0, widthOf(text))
  }
  const widths = fit(natural, width, cutFirst)
  const shown = ({ paint, text }: Cell, at: number): string => {
    const most = widths[at] as number
    const fitting = widthOf(text) > most ? cut(text, most) : text
    return (paint?.(fitting) ?? fitting) + " ".repeat(most - widthOf(fitting))
  }
  return rows.map((row) => row.map(shown).join(GAP).trimEnd())
}
