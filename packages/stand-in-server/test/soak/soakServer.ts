// The server of the soak, in a process of its own: says its port, and responds to each line on stdin with its heap in bytes
// after collecting garbage.
import { createInterface } from "node:readline"
import { generateThreads, StandInServer } from "@customer-threads/stand-in-server"
import { Effect, Layer } from "effect"

const threads = generateThreads({ seed: 1, threads: 20_000, customers: 1_000 })

const program = Effect.gen(function* () {
  const server = yield* Layer.build(StandInServer.layerInMemory({ port: 0, control: true, metrics: true }, threads))
  const url = yield* Effect.provide(StandInServer.baseUrl, server)
  process.stdout.write(`${url}\n`)
  createInterface({ input: process.stdin }).on("line", () => {
    globalThis.gc?.()
    process.stdout.write(`${process.memoryUsage().heapUsed}\n`)
  })
  return yield* Effect.never
})
await Effect.runPromise(Effect.scoped(program))
