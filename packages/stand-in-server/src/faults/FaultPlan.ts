import * as Schema from "effect/Schema"
import { seededRandom } from "../random/seededRandom.ts"
import { type DueFault, type Fault, printFault } from "./Fault.ts"
import { isDue } from "./FaultTrigger.ts"

/** A fault that is set, and how many requests it concerned. */
export const FaultTally = Schema.Struct({
  fault: Schema.String.annotate({ description: "The fault, as in status=503 30%" }),
  met: Schema.Int.annotate({ description: "Requests since the fault was set" }),
  given: Schema.Int.annotate({ description: "Requests that the fault was injected into" }),
}).annotate({ identifier: "FaultTally" })
export interface FaultTally extends Schema.Schema.Type<typeof FaultTally> {}

/** The faults that are set, in order, and the requests that they met. */
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
   * Decides which faults are due for the next request: those of `extra`, which are for this request alone, then those
   * that are set. The same seed, faults and number of the request decide the same.
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
