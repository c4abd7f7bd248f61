import type { Random } from "effect/Random"
import { chance } from "../random/seededRandom.ts"

/** Selects requests for a fault, by their number since it was set. */
export type FaultTrigger =
  | { readonly _tag: "Always" }
  /** This share of them, in percent: over 0, at most 100, with at most two decimals. */
  | { readonly _tag: "Share"; readonly percent: number }
  /** The n-th alone, from 1. */
  | { readonly _tag: "Nth"; readonly n: number }
  /** The first n, from 1. */
  | { readonly _tag: "First"; readonly n: number }

/** Parses `30%`, `n=3`, `3rd`, `first=2` or `always`, which is the default. Returns undefined for other text. */
export const parseTrigger = (text = "always"): FaultTrigger | undefined => {
  if (text === "always") return { _tag: "Always" }
  const percent = Number(/^(\d{1,3}(?:\.\d{1,2})?)%$/.exec(text)?.[1])
  if (percent > 0 && percent <= 100) return { _tag: "Share", percent }
  const [, name, count, ordinal] = /^(?:(n|first)=(\d{1,9})|(\d{1,9})(?:st|nd|rd|th))$/.exec(text) ?? []
  const n = Number(count ?? ordinal)
  return n >= 1 ? { _tag: name === "first" ? "First" : "Nth", n } : undefined
}

/** Prints a trigger after a space. Prints nothing for the default. */
export const printTrigger = (trigger: FaultTrigger): string => {
  switch (trigger._tag) {
    case "Always":
      return ""
    case "Share":
      return ` ${trigger.percent}%`
    case "Nth":
      return ` n=${trigger.n}`
    case "First":
      return ` first=${trigger.n}`
  }
}

/** Checks whether a fault is due for the n-th request. */
export const isDue = (trigger: FaultTrigger, n: number, random: Random): boolean => {
  switch (trigger._tag) {
    case "Always":
      return true
    case "Share":
      return chance(random, trigger.percent)
    case "Nth":
      return n === trigger.n
    case "First":
      return n <= trigger.n
  }
}
