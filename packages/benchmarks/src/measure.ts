import { alternate, type Turn } from "./alternate.ts"
import { collect } from "./collect.ts"

/** Something to time: it is run over and over, and what it gives is used so that it cannot be left out. */
export type Subject = () => unknown

interface Options {
  readonly rounds: number
  /** How long a turn takes, about. */
  readonly millis: number
}

let sink: unknown

/** How long so many runs take, in milliseconds. */
const time = (subject: Subject, runs: number): number => {
  const start = performance.now()
  for (let run = 0; run < runs; run += 1) sink = subject()
  return performance.now() - start
}

/** How many runs take about this long; what is slower than that is run once, and then in a few rounds only. */
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
      // Nobody pays for what the one before gave, nor for its garbage, which is much where one run takes long.
      sink = undefined
      collect(taken > millis ? undefined : { type: "minor" })
      return (time(subject, perTurn) / perTurn) * 1_000_000
    },
    rounds: taken > millis ? Math.min(rounds, affordable) : rounds,
  }
}

/** How long each subject takes in nanoseconds, as the median over the rounds, measured in turns. */
export const measure = async <Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
  options: Options,
): Promise<Record<Name, number>> => {
  const names = Object.keys(subjects) as Array<Name>
  const turns = Object.fromEntries(names.map((name) => [name, turnOf(subjects[name], options)]))
  const times = await alternate(turns as Record<Name, Turn>, options.rounds)
  if (sink === times) throw new Error("unreachable: it keeps what the subjects give in use")
  return times
}
