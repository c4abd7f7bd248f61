import * as Schema from "effect/Schema"
import { seededRandom } from "../random/seededRandom.ts"
import { type DueFault, type Fault, printFault } from "./Fault.ts"
import { isDue } from "./FaultTrigger.ts"

/** A fault as text, with the number of requests since it was set and of those that it was injected into. */
export const FaultTally = Schema.Struct({
  fault: Schema.String.annotate({ description: "The fault, as in status=503 30%" }),
  met: Schema.Int.annotate({ description: "Requests since the fault was set" }),
  given: Schema.Int.annotate({ description: "Requests that the fault was injected into" }),
}).annotate({ identifier: "FaultTally" })
export interface FaultTally extends Schema.Schema.Type<typeof FaultTally> {}

/** The faults of a session, in order, with their counts. */
export class FaultPlan {
  readonly #seed: number
  #faults: ReadonlyArray<{ readonly fault: Fault; injected: number }> = []
  #seen = 0

  constructor(seed: number, faults: ReadonlyArray<Fault>) {
    this.#seed = seed
    this.set(faults)
  }

  /** Sets these faults and no others. They count from the next request. */
  set(faults: ReadonlyArray<Fault>): void {
    this.#faults = faults.map((fault) => ({ fault, injected: 0 }))
    this.#seen = 0
  }

  get tallies(): ReadonlyArray<FaultTally> {
    return this.#faults.map(({ fault, injected }) => ({ fault: printFault(fault), met: this.#seen, given: injected }))
  }

  /**
   * Decides which faults are due for the next request: first `extra`, the faults for this request alone, then the faults
   * that are set. The same seed, faults and number of the request give the same decision.
   */
  next(extra: ReadonlyArray<Fault>): ReadonlyArray<DueFault> {
    this.#seen += 1
    const due = (fault: Fault, key: string): ReadonlyArray<DueFault> => {
      const random = seededRandom(`${this.#seed} ${key} ${printFault(fault)} ${this.#seen}`)
      return isDue(fault.trigger, this.#seen, random) ? [{ fault, random }] : []
    }
    const own = this.#faults.flatMap((entry, index) => {
      const found = due(entry.fault, String(index))
      entry.injected += found.length
      return found
    })
    return [...extra.flatMap((fault, index) => due(fault, `request ${index}`)), ...own]
  }
}
