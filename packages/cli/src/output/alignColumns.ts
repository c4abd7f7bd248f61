import * as CliOutput from "effect/cli/CliOutput"

/** The text of a cell, and the function that paints it after it is cut. */
export interface Cell {
  readonly text: string
  readonly paint?: (shown: string) => string
}

/** Counts the cells of the terminal that a text takes. ASCII and the symbols of states take one each. */
const widthOf = (cell: string): number => (/^[ -~●○✓▪…]*$/.test(cell) ? cell.length : CliOutput.displayWidth(cell))

const GAP = "  "
/** The smallest width that a column is cut to, in cells. */
const NARROWEST = 6

/** Reduces the widest columns cell by cell until all columns fit, first those in `cutFirst`. */
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

/** Cuts a text to so many cells of the terminal, the last of them `…`. */
const cut = (cell: string, width: number): string => {
  let kept = ""
  for (const character of cell) {
    if (widthOf(kept + character) > width - 1) break
    kept += character
  }
  return `${kept}…`
}

/**
 * Formats rows as lines of at most `width` cells, with two spaces between columns. A column is as wide as its widest cell.
 * `cutFirst` are the indexes of the columns that lose least by a cut.
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
