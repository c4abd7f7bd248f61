import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { FaultTally } from "../faults/FaultPlan.ts"
import { type InvalidFault, parseFault } from "../faults/parseFault.ts"
import type { ReceivedRequest } from "../sessions/RequestLog.ts"
import type { Sessions } from "../sessions/Sessions.ts"

/** What the control interface does to the default session, for a test in the same process. */
export class StandInControl extends Context.Service<
  StandInControl,
  {
    /** Back to the start: the threads, the faults, no requests. */
    readonly reset: Effect.Effect<void>
    /** Sets these faults, as in `status=503 30%`, and no others. */
    readonly setFaults: (...faults: ReadonlyArray<string>) => Effect.Effect<void, InvalidFault>
    /** The faults that are set, how many requests each met, and how many it was given to. */
    readonly faults: Effect.Effect<ReadonlyArray<FaultTally>>
    /** The requests received, the oldest first; none are kept unless the setting `control` is true. */
    readonly requests: Effect.Effect<ReadonlyArray<ReceivedRequest>>
  }
>()("@customer-threads/stand-in-server/StandInControl") {}

/** The control of a server's default session. */
export const makeStandInControl = ({ default: session }: Sessions): StandInControl["Service"] => ({
  reset: session.reset,
  setFaults: (...texts) =>
    Effect.map(
      Effect.forEach(texts, (text) => Effect.fromResult(parseFault(text))),
      (faults) => session.faults.set(faults),
    ),
  faults: Effect.sync(() => session.faults.tallies),
  requests: Effect.sync(() => session.requests.all),
})
