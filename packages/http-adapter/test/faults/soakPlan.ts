import type { Fault } from "./Fault.ts"
import { seeded } from "./seeded.ts"

/** Chooses the fault of a request of a call, or undefined for a good response. */
export type Plan = (call: number, request: number) => Fault | undefined

/** A plan in which each request meets a fault with a given likelihood, whatever the order in which calls are made. */
export const planOf =
  (seed: number, likelihood: number, kinds: ReadonlyArray<ReadonlyArray<Fault>>): Plan =>
  (call, request) => {
    const random = seeded(seed + call * 16 + request)
    return random.next() < likelihood ? random.oneOf(random.oneOf(kinds)) : undefined
  }

/** True if three requests are enough for a call: none of them meets a fault that a retry cannot mend. */
export const couldSucceed = (plan: Plan, call: number): boolean => {
  for (let request = 1; request <= 3; request += 1) {
    const fault = plan(call, request)
    if (fault === undefined || fault.expected === "accepted") return true
    if (fault.attempts <= request) return false
  }
  return false
}
