import type { Step } from "./scriptedClient.ts"

/** The settings that the policy is about, in milliseconds. */
export interface Policy {
  readonly attempts: number
  readonly backoff: number
  readonly rateLimitBackoff: number
  readonly maxBackoff: number
  readonly attemptTimeout: number
  readonly overallTimeout: number
  readonly retryBudget: number
}

/** The course of a call: when each request is sent and when the call ends, in milliseconds from its start. */
export interface Course {
  readonly requestedAt: ReadonlyArray<number>
  readonly endedAt: number
  readonly outcome: string
  readonly retryAfter: number | undefined
}

interface Meaning {
  readonly outcome: string
  /** The maximum number of requests of a call with such an outcome. */
  readonly most: number
  readonly honoursRetryAfter?: boolean
}

const meaningOf = (step: Step, policy: Policy): Meaning => {
  if (step.takes > policy.attemptTimeout) return { outcome: "TimedOut attempt", most: policy.attempts }
  switch (step.status) {
    case 200:
      if (step.body === "") return { outcome: "MalformedResponse empty 200", most: Math.min(2, policy.attempts) }
      if (step.body === "null") return { outcome: "MalformedResponse contract 200", most: 1 }
      return { outcome: "list", most: 1 }
    case 401:
      return { outcome: "Unauthenticated", most: 1 }
    case 429:
      return { outcome: "RateLimited", most: policy.attempts, honoursRetryAfter: true }
    default:
      return { outcome: `Unavailable status ${step.status}`, most: policy.attempts, honoursRetryAfter: true }
  }
}

const aYear = 365 * 24 * 60 * 60 * 1_000

/** Parses Retry-After into milliseconds from `now`, from 0 to a year; undefined if the header is invalid. */
const readRetryAfter = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined
  if (/^\d+$/.test(header)) return Math.min(aYear, Number(header) * 1_000)
  return header.endsWith(" GMT") ? Math.min(aYear, Math.max(0, Date.parse(header) - now)) : undefined
}

/** The policy, written as plainly as can be; each random wait is the same part of the longest that it may be. */
export const retryModel = (script: ReadonlyArray<Step>, policy: Policy, part: number, startedAt: number): Course => {
  const requestedAt: Array<number> = []
  let now = 0
  let budget = policy.retryBudget
  for (;;) {
    requestedAt.push(now)
    const asked = requestedAt.length
    const step = script[Math.min(asked, script.length) - 1]!
    const { honoursRetryAfter, most, outcome } = meaningOf(step, policy)
    now += Math.min(step.takes, policy.attemptTimeout)
    if (now >= policy.overallTimeout) {
      return { requestedAt, endedAt: policy.overallTimeout, outcome: "TimedOut overall", retryAfter: undefined }
    }
    const retryAfter = honoursRetryAfter === true ? readRetryAfter(step.retryAfter, startedAt + now) : undefined
    const base = outcome === "RateLimited" ? policy.rateLimitBackoff : policy.backoff
    const wait = retryAfter ?? part * Math.min(base * 2 ** (asked - 1), policy.maxBackoff)
    if (asked >= most || now + wait >= policy.overallTimeout || budget < 1) {
      return { requestedAt, endedAt: now, outcome, retryAfter }
    }
    budget -= 1
    now += wait
  }
}
