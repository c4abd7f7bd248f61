import { seededRandom } from "../../../stand-in-server/src/random/seededRandom.ts"

/** Random choices that are the same for the same seed. */
export const seeded = (seed: number) => {
  const random = seededRandom(String(seed))
  const next = () => random.nextDoubleUnsafe()
  const below = (limit: number): number => Math.floor(next() * limit)
  return { next, below, oneOf: <A>(values: ReadonlyArray<A>): A => values[below(values.length)] as A }
}
