import { SeededRandom } from "../../../stand-in-server/src/random/SeededRandom.ts"

/** Random choices that are the same for the same seed. */
export const seeded = (seed: number) => {
  const random = new SeededRandom(String(seed))
  return {
    next: () => random.next(),
    below: (limit: number): number => Math.floor(random.between(0, limit)),
    oneOf: <A>(values: ReadonlyArray<A>): A => random.pick(values),
  }
}
