import { alternate, type Turn } from "./alternate.ts"
import { collect } from "./collect.ts"

/** A function to time. Its results are kept, so that the compiler cannot leave it out. */
type Subject = () => unknown

interface Options {
  readonly rounds: number
  /** The approximate duration of a turn. */
  readonly millis: number
}

/** Enough rounds for a stable median, or few enough for a small run. */
export const roundsOf = (small: boolean): Options => ({ rounds: small ? 3 : 21, millis: small ? 2 : 40 })

let sink: unknown

/** Times this many runs, in milliseconds. */
const time = (subject: Subject, runs: number): number => {
  const start = performance.now()
  for (let run = 0; run < runs; run += 1) sink = subject()
  return performance.now() - start
}

/** Finds the number of runs that fill a turn. A subject that takes longer than a turn runs once, and in few rounds. */
const turnOf = (subject: Subject, { millis, rounds }: Options): Turn => {
  let runs = 1
  let taken = time(subject, runs)
  while (taken < millis / 4 && runs < 1_000_000_000) {
    runs *= 2
    taken = time(subject, runs)
  }
  const perTurn = taken > millis ? 1 : Math.max(1, Math.round((runs * millis) / Math.max(time(subject, runs), 0.001)))
  const affordable = Math.max(3, Math.floor((rounds * millis * 2) / Math.max(taken, 0.001)))
  return {
    take: () => {
      // No subject pays for the result or the garbage of the previous one.
      sink = undefined
      collect(taken > millis ? undefined : { type: "minor" })
      return (time(subject, perTurn) / perTurn) * 1_000_000
    },
    rounds: taken > millis ? Math.min(rounds, affordable) : rounds,
  }
}

/** Measures the median time of each subject in nanoseconds, in alternating turns. */
export const measure = async <Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
  options: Options,
): Promise<Record<Name, number>> => {
  const names = Object.keys(subjects) as Array<Name>
  const turns = Object.fromEntries(names.map((name) => [name, turnOf(subjects[name], options)]))
  const times = await alternate(turns as Record<Name, Turn>, options.rounds)
  if (sink === times) throw new Error("unreachable: it keeps the results of subjects in use")
  return times
}
