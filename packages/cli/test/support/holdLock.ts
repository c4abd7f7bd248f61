// Takes the lock of a file again and again. Each time it writes "in" and "out" to a log, as one process with the lock does.
// Arguments: the file, the log, the number of times, and the milliseconds to hold the lock.
import { appendFileSync } from "node:fs"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { Effect } from "effect"
import { lockFile } from "../../src/fileLock.ts"

const [file = "", log = "", times = "", millis = ""] = process.argv.slice(2)

const hold = Effect.gen(function* () {
  yield* lockFile(file, "20 seconds")
  appendFileSync(log, "in\n")
  yield* Effect.sleep(Number(millis))
  appendFileSync(log, "out\n")
}).pipe(Effect.scoped)

await Effect.runPromise(Effect.repeat(hold, { times: Number(times) - 1 }).pipe(Effect.provide(NodeFileSystem.layer)))
