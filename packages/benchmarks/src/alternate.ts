/** A subject's part in a round. */
export interface Turn {
  /** Measures one value. */
  readonly take: () => number | Promise<number>
  /** The number of rounds that it takes part in, if fewer than all. */
  readonly rounds?: number | undefined
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Measures the median of each subject. In every round each takes its turn; the first of one round is the last of the next. */
export const alternate = async <Name extends string>(
  turns: Readonly<Record<Name, Turn>>,
  rounds: number,
): Promise<Record<Name, number>> => {
  const names = Object.keys(turns) as Array<Name>
  const values = new Map(names.map((name): [Name, Array<number>] => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const position of names.keys()) {
      const name = names[(position + round) % names.length] as Name
      const turn = turns[name]
      if (round < (turn.rounds ?? rounds)) values.get(name)?.push(await turn.take())
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(values.get(name) ?? [])])) as Record<Name, number>
}
