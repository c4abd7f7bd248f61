import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { Effect } from "effect"

setFlagsFromString("--expose-gc")
const gc = runInNewContext("gc") as () => void

/** Collects all garbage. A weak reference lets go of its object no earlier than in the next task. */
export const collectGarbage = Effect.promise(
  () =>
    new Promise<void>((resolve) => {
      setImmediate(() => {
        gc()
        resolve()
      })
    }),
)

/** The bytes on the heap that are no garbage. */
export const heapUsed = Effect.map(collectGarbage, () => process.memoryUsage().heapUsed)
