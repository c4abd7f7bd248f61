import type { ThreadRepository } from "@customer-threads/domain"
import type { ThreadStore } from "@customer-threads/in-memory-adapter"
import type * as Effect from "effect/Effect"
import type { FaultPlan } from "../faults/FaultPlan.ts"
import type { RequestLog } from "./RequestLog.ts"

/** What a session begins with: what answers it, and how that is written to where it can be. */
export interface SessionThreads {
  readonly repository: ThreadRepository["Service"]
  readonly store?: ThreadStore["Service"]
  readonly restart: Effect.Effect<void>
}

/** Threads, faults and received requests that no other session sees. */
export interface Session {
  readonly threads: SessionThreads
  readonly faults: FaultPlan
  readonly requests: RequestLog
  /** Back to the start: the threads, the faults, no requests. */
  readonly restart: Effect.Effect<void>
}
