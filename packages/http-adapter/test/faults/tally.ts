import { afterAll } from "@effect/vitest"

/** The counts of a part of the fault suite, printed at its end. */
export interface Tally {
  tried: number
  asSpecified: number
  leaks: number
  socketsLeft: number
}

/** A tally that is printed at the end of the file. */
export const tallyOf = (part: string): Tally => {
  const tally: Tally = { tried: 0, asSpecified: 0, leaks: 0, socketsLeft: 0 }
  afterAll(() =>
    console.log(
      `| ${part.padEnd(28)} | tried ${String(tally.tried).padStart(6)} | as specified ${String(tally.asSpecified).padStart(6)} | leaks ${tally.leaks} | sockets left ${tally.socketsLeft} |`,
    ),
  )
  return tally
}
