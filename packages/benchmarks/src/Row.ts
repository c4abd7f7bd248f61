/** A limit for a measured value. */
interface Bound {
  readonly text: string
  readonly isMet: boolean
}

/** One line of a table. */
export interface Row {
  readonly what: string
  /** The name and the value of the baseline, which is measured in the same run. */
  readonly baseline: string
  /** Absent if the value is only reported. */
  readonly bound?: Bound | undefined
  readonly measured: string
  /** The alternatives that are measured in the same run, by name. */
  readonly alternatives?: Readonly<Record<string, string>>
}

/** A group of measurements. A small run has little data and few rounds: it tests that everything works. */
export interface Benchmark {
  readonly title: string
  /** Explains the alternatives and the data. */
  readonly note?: string
  /** The file that the build must have written, if any. */
  readonly needs?: URL
  readonly run: (small: boolean) => Promise<ReadonlyArray<Row>>
}

export const formatRatio = (value: number): string => value.toFixed(value < 10 ? 2 : 0)

/** Formats nanoseconds. */
export const formatTime = (value: number): string =>
  value < 10_000
    ? `${value.toFixed(0)} ns`
    : value < 10_000_000
      ? `${(value / 1_000).toFixed(1)} µs`
      : `${(value / 1_000_000).toFixed(1)} ms`

interface Times {
  readonly what: string
  /** The name of the baseline. */
  readonly baseline: string
  /** The baseline's time in nanoseconds. */
  readonly floor: number
  /** Our time in nanoseconds. */
  readonly ours: number
  /** Our time over the baseline's is at most this. Absent if it is only reported. */
  readonly atMost?: number | undefined
  /** The times of alternatives, which ours must not exceed. */
  readonly others?: Readonly<Record<string, number>>
}

/** Makes the row of times, each as a ratio to the baseline's. */
export const timeRow = ({ atMost, baseline, floor, others = {}, ours, what }: Times): Row => {
  const names = Object.keys(others)
  const rivals = names.length === 0 ? "" : `, no slower than ${new Intl.ListFormat("en").format(names)}`
  const isMet = (limit: number) => ours / floor <= limit && Object.values(others).every((time) => ours <= time)
  return {
    what,
    baseline: `${baseline}: ${formatTime(floor)}`,
    bound: atMost === undefined ? undefined : { text: `${atMost}${rivals}`, isMet: isMet(atMost) },
    measured: `${formatRatio(ours / floor)} (${formatTime(ours)})`,
    alternatives: Object.fromEntries(names.map((name) => [name, formatRatio((others[name] ?? Number.NaN) / floor)])),
  }
}
