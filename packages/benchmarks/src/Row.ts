/** One line of a table: what was measured, against which floor, and the ratio that is aimed at. */
export interface Row {
  readonly what: string
  /** What the ratio is taken against, measured in the same run. */
  readonly floor: string
  /** Ours over the floor. */
  readonly ratio: number
  /** The largest ratio that is aimed at; absent where the figure is only reported. */
  readonly bound?: number
  /** Others over the same floor, by name. */
  readonly others?: Readonly<Record<string, number>>
  /** Ours in its own unit. */
  readonly figure: string
}

/** A group of measurements. `small` is for seeing that they work: little data, few rounds. */
export interface Benchmark {
  readonly title: string
  readonly run: (small: boolean) => Promise<ReadonlyArray<Row>>
}

export const nanoseconds = (value: number): string =>
  value < 10_000
    ? `${value.toFixed(0)} ns`
    : value < 10_000_000
      ? `${(value / 1_000).toFixed(1)} µs`
      : `${(value / 1_000_000).toFixed(1)} ms`
