import type { Random } from "effect/Random"
import * as Schema from "effect/Schema"
import { chance, seededRandom } from "../random/seededRandom.ts"
import type { Fault, FaultOccasion, Latency } from "./Fault.ts"
import { printFault } from "./printFault.ts"

/** What one request is given: how long it waits, then what goes wrong with its answer and with the wire. */
export interface GivenFaults {
  readonly delayMillis: number
  readonly faults: ReadonlyArray<Fault>
}

/** A fault that is set, and how many requests it concerned. */
export const FaultTally = Schema.Struct({
  fault: Schema.String.annotate({ description: "The fault, as in status=503 30%" }),
  met: Schema.Int.annotate({ description: "Requests since the fault was set" }),
  given: Schema.Int.annotate({ description: "Requests that the fault was injected into" }),
}).annotate({ identifier: "FaultTally" })
export interface FaultTally extends Schema.Schema.Type<typeof FaultTally> {}

/** No fault and no delay. */
export const noFaults: GivenFaults = { delayMillis: 0, faults: [] }

/** Draws a number with mean 0 and deviation 1, close to normal: a sum of twelve, as logarithms differ between machines. */
const normal = (random: Random): number => {
  let sum = -6
  for (let count = 0; count < 12; count += 1) sum += random.nextDoubleUnsafe()
  return sum
}

const millisOf = (latency: Latency, random: Random): number => {
  switch (latency._tag) {
    case "Fixed":
      return latency.millis
    case "Uniform":
      return Math.round(latency.from + random.nextDoubleUnsafe() * (latency.to - latency.from))
    case "Normal":
      return Math.max(0, Math.round(latency.mean + latency.deviation * normal(random)))
  }
}

const isGiven = (occasion: FaultOccasion, n: number, random: Random): boolean => {
  switch (occasion._tag) {
    case "Always":
      return true
    case "Share":
      return chance(random, occasion.percent)
    case "Nth":
      return n === occasion.n
    case "First":
      return n <= occasion.n
  }
}

/** What a seed, faults and the number of a request come to: the same every time. */
const decide = <A extends { readonly fault: Fault; readonly key: string }>(
  seed: number,
  faults: ReadonlyArray<A>,
  n: number,
) => {
  let delayMillis = 0
  const given = faults.filter(({ fault: { kind, occasion }, key }) => {
    const random = seededRandom(`${seed} ${key} ${n}`)
    if (!isGiven(occasion, n, random)) return false
    if (kind._tag === "Latency") delayMillis += millisOf(kind.latency, random)
    return true
  })
  return { delayMillis, given }
}

/** The faults that are set, in order, and the requests that they met. */
export class FaultPlan {
  readonly #seed: number
  #set: ReadonlyArray<{ readonly fault: Fault; readonly key: string; given: number }> = []
  #met = 0

  constructor(seed: number, faults: ReadonlyArray<Fault>) {
    this.#seed = seed
    this.set(faults)
  }

  /** Sets these faults and no others; they begin to count anew. */
  set(faults: ReadonlyArray<Fault>): void {
    this.#set = faults.map((fault, at) => ({ fault, key: `${at} ${printFault(fault)}`, given: 0 }))
    this.#met = 0
  }

  get tallies(): ReadonlyArray<FaultTally> {
    return this.#set.map(({ fault, given }) => ({ fault: printFault(fault), met: this.#met, given }))
  }

  /** What the next request is given; `extra` are faults of that request alone. */
  next(extra: ReadonlyArray<Fault>): GivenFaults {
    if (this.#set.length === 0 && extra.length === 0) return noFaults
    this.#met += 1
    const own = decide(this.#seed, this.#set, this.#met)
    for (const one of own.given) one.given += 1
    const alone = decide(
      this.#seed,
      extra.map((fault, at) => ({ fault, key: `request ${at} ${printFault(fault)}` })),
      this.#met,
    )
    return {
      delayMillis: Math.min(own.delayMillis + alone.delayMillis, 3_600_000),
      faults: [...alone.given, ...own.given].map(({ fault }) => fault),
    }
  }
}
