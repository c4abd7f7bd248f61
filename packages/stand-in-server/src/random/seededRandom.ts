import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/** Makes Effect's random numbers from a seed. The same seed gives the same sequence on every machine. */
export const seededRandom = (seed: string): Random.Random => Effect.runSync(Random.withSeed(Random.Random, seed))

/** Draws true `percent` times in a hundred. */
export const chance = (random: Random.Random, percent: number): boolean => random.nextDoubleUnsafe() * 100 < percent
