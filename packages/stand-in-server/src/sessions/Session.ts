import type { ThreadRepository } from "@customer-threads/domain"
import type { ThreadStore } from "@customer-threads/in-memory-adapter"
import * as Effect from "effect/Effect"
import { FaultPlan } from "../faults/FaultPlan.ts"
import type { CheckedSettings } from "../StandInSettings.ts"
import { RequestLog } from "./RequestLog.ts"

/** Threads of a session: their repository and, if they can be written, their store. */
export interface SessionThreads {
  readonly repository: ThreadRepository["Service"]
  readonly store?: ThreadStore["Service"]
  /** Restores the first threads. */
  readonly reset: Effect.Effect<void>
}

/** Threads, faults and received requests that no other session sees. */
export interface Session {
  readonly threads: SessionThreads
  readonly faults: FaultPlan
  readonly requests: RequestLog
  /** Restores the first threads and faults, and forgets the received requests. */
  readonly reset: Effect.Effect<void>
}

/** Makes a session that starts with the faults of the settings. */
export const makeSession = ({ faults, seed }: CheckedSettings, threads: SessionThreads): Session => {
  const plan = new FaultPlan(seed, faults)
  const requests = new RequestLog()
  const forget = Effect.sync(() => {
    plan.set(faults)
    requests.clear()
  })
  return { threads, faults: plan, requests, reset: Effect.andThen(threads.reset, forget) }
}
