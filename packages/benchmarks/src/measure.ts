/** Something to time: it is run over and over, and what it gives is used so that it cannot be left out. */
export type Subject = () => unknown

let sink: unknown

/** How long so many runs take, in milliseconds. */
const time = (subject: Subject, runs: number): number => {
  const start = performance.now()
  for (let run = 0; run < runs; run += 1) sink = subject()
  return performance.now() - start
}

/** How many runs take about this long. */
const runsFor = (subject: Subject, millis: number): number => {
  let runs = 1
  while (time(subject, runs) < millis / 4 && runs < 1_000_000_000) runs *= 2
  return Math.max(1, Math.round((runs * millis) / Math.max(time(subject, runs), 0.001)))
}

/** The value in the middle. */
export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/**
 * How long each subject takes in nanoseconds, as the median over the rounds: in every round each has its turn, in an order
 * that turns round, for about `millis` milliseconds.
 */
export const measure = <Name extends string>(
  subjects: Record<Name, Subject>,
  options: { readonly rounds: number; readonly millis: number },
): Record<Name, number> => {
  const names = Object.keys(subjects) as Array<Name>
  const runs = new Map(names.map((name) => [name, runsFor(subjects[name], options.millis)]))
  const times = new Map<Name, Array<number>>(names.map((name) => [name, []]))
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [at] of names.entries()) {
      const name = names[(at + round) % names.length] as Name
      const count = runs.get(name) as number
      times.get(name)?.push((time(subjects[name], count) / count) * 1_000_000)
    }
  }
  if (sink === times) throw new Error("unreachable: it keeps what the subjects give in use")
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>
}
