/** What is aimed at, and whether it was reached. */
export interface Aim {
  readonly text: string
  readonly reached: boolean
}

/** One line of a table: what was measured, against which floor, and what is aimed at. */
export interface Row {
  readonly what: string
  /** What the ratio is taken against, measured in the same run. */
  readonly floor: string
  /** Ours over the floor. */
  readonly ratio: number
  /** Absent where the figure is only reported. */
  readonly aim?: Aim
  /** Whether a larger ratio is the better one, as of throughput; of a cost it is the smaller one. */
  readonly largerIsBetter?: boolean
  /** Others over the same floor, by name. */
  readonly others?: Readonly<Record<string, number>>
  /** Ours in its own unit. */
  readonly figure: string
}

/** What something costs at a size, for the plot. */
export interface Point {
  readonly series: string
  readonly size: number
  readonly nanoseconds: number
}

/** What a benchmark found out. */
export interface Outcome {
  readonly rows: ReadonlyArray<Row>
  readonly points?: ReadonlyArray<Point>
  /** Versions of others that were measured and are no dependency of this package, by name. */
  readonly versions?: Readonly<Record<string, string>>
}

/** A group of measurements. `small` is for seeing that they work: little data, few rounds. */
export interface Benchmark {
  readonly title: string
  /** What the others do, where that is not plain. */
  readonly note?: string
  /** The file that must have been built before, if any. */
  readonly needs?: URL
  /** What the plot shows of it: a title, and what the sizes count. */
  readonly plot?: { readonly title: string; readonly sizes: string }
  readonly run: (small: boolean) => Promise<Outcome>
}

export const atMost = (ratio: number, bound: number): Aim => ({ text: `at most ${bound}`, reached: ratio <= bound })

export const atLeast = (ratio: number, bound: number): Aim => ({ text: `at least ${bound}`, reached: ratio >= bound })

export const nanoseconds = (value: number): string =>
  value < 10_000
    ? `${value.toFixed(0)} ns`
    : value < 10_000_000
      ? `${(value / 1_000).toFixed(1)} µs`
      : `${(value / 1_000_000).toFixed(1)} ms`

/** Each of the others' times over the floor's. */
export const over = (floor: number, times: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time / floor]))
