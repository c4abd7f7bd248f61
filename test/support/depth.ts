/** True in CI, where every property and search runs at its full depth. */
const isDeep = process.env.CI === "true"

/** Chooses the cases of a test, or their number: `full` in CI, and `quick` elsewhere. Each behaviour is tested in both. */
export const cases = <A>(quick: A, full: A): A => (isDeep ? full : quick)
