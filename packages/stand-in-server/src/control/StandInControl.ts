import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { type InvalidFault, parseFault } from "../faults/Fault.ts"
import type { FaultTally } from "../faults/FaultPlan.ts"
import type { ReceivedRequest } from "../sessions/RequestLog.ts"
import type { Sessions } from "../sessions/Sessions.ts"

/** Controls the default session of a server from the same process. */
export class StandInControl extends Context.Service<
  StandInControl,
  {
    /** Restores the first threads and faults, and forgets the received requests. */
    readonly reset: Effect.Effect<void>
    /** Replaces all faults by these, as in `status=503 30%`. Fails with `InvalidFault` for the first that is wrong. */
    readonly setFaults: (...faults: ReadonlyArray<string>) => Effect.Effect<void, InvalidFault>
    /** Lists the faults that are set. Each counts its requests from the moment when it was set. */
    readonly faults: Effect.Effect<ReadonlyArray<FaultTally>>
    /**
     * Lists the last 1,000 requests received, oldest first, and at most 1,048,576 characters of them. The list is empty if the
     * setting `control` is false.
     */
    readonly requests: Effect.Effect<ReadonlyArray<ReceivedRequest>>
  }
>()("@customer-threads/stand-in-server/StandInControl") {}

/** Makes the control of a server's default session. */
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
