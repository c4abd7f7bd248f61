import * as Effect from "effect/Effect"
import type { Fault } from "../faults/Fault.ts"
import { FaultPlan } from "../faults/FaultPlan.ts"
import { RequestLog } from "./RequestLog.ts"
import type { Session, SessionThreads } from "./Session.ts"

/** How many sessions there may be beside the default one. */
export const MAX_SESSIONS = 1_000

/** What a session may be named. */
export const isSessionName = (name: string): boolean => /^[A-Za-z0-9_-]{1,128}$/.test(name)

/** What every session starts from. */
export interface SessionStart {
  readonly threads: Effect.Effect<SessionThreads>
  readonly faults: ReadonlyArray<Fault>
  readonly seed: number
}

const makeSession = ({ faults, seed }: SessionStart, threads: SessionThreads): Session => {
  const plan = new FaultPlan(seed, faults)
  const requests = new RequestLog()
  const forget = Effect.sync(() => {
    plan.set(faults)
    requests.clear()
  })
  return { threads, faults: plan, requests, restart: Effect.andThen(threads.restart, forget) }
}

/** The sessions of a server: the default one, and those that were asked for by name. */
export class Sessions {
  readonly #start: SessionStart
  readonly #named = new Map<string, Session>()
  readonly default: Session

  constructor(start: SessionStart, threads: SessionThreads) {
    this.#start = start
    this.default = makeSession(start, threads)
  }

  get names(): ReadonlyArray<string> {
    return [...this.#named.keys()].toSorted()
  }

  /** The session of that name, made where there is none; undefined where there are too many already. */
  of(name: string | undefined): Effect.Effect<Session | undefined> {
    const there = this.find(name)
    if (name === undefined || there !== undefined) return Effect.succeed(there)
    if (this.#named.size >= MAX_SESSIONS) return Effect.succeed(undefined)
    return Effect.map(this.#start.threads, (threads) => {
      const session = makeSession(this.#start, threads)
      this.#named.set(name, session)
      return session
    })
  }

  find(name: string | undefined): Session | undefined {
    return name === undefined ? this.default : this.#named.get(name)
  }

  /** Whether there was one to remove. */
  remove(name: string): boolean {
    return this.#named.delete(name)
  }
}
