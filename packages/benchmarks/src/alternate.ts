/** A subject's part in a round: it gives its figure. */
export interface Turn {
  readonly take: () => number | Promise<number>
  /** In how many rounds it takes part, where that is fewer than there are. */
  readonly rounds?: number | undefined
}

/** The value in the middle. */
const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** The median of each one's figures: in every round each has its turn, in an order that turns round. */
export const alternate = async <Name extends string>(
  turns: Readonly<Record<Name, Turn>>,
  rounds: number,
): Promise<Record<Name, number>> => {
  const names = Object.keys(turns) as Array<Name>
  const figures = new Map(names.map((name): [Name, Array<number>] => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const at of names.keys()) {
      const name = names[(at + round) % names.length] as Name
      const turn = turns[name]
      if (round < (turn.rounds ?? rounds)) figures.get(name)?.push(await turn.take())
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(figures.get(name) ?? [])])) as Record<Name, number>
}
