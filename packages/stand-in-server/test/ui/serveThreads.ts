import { readFileSync } from "node:fs"
import type { CustomerThread, ThreadRepository } from "@customer-threads/domain"
import { InMemoryThreadRepository, parseThreads, ThreadStore } from "@customer-threads/in-memory-adapter"
import { StandInServer, type StandInSettings } from "@customer-threads/stand-in-server"
import { Effect, Layer } from "effect"

/** The sample threads, as the demonstration has them. */
export const sampleThreads = Effect.orDie(
  parseThreads(readFileSync(new URL("../../../../examples/sample-threads.ndjson", import.meta.url), "utf8")),
)

/** The origin of a stand-in with a page, over any repository. */
export const serveOver = Effect.fnUntraced(function* (
  repository: Layer.Layer<ThreadRepository>,
  settings: Partial<StandInSettings> = { ui: true },
) {
  const server = yield* Layer.build(Layer.provide(StandInServer.layer({ port: 0, ...settings }), repository))
  return new URL(yield* Effect.provide(StandInServer.baseUrl, server)).origin
})

/** The origin of a stand-in with a page that can tell whose threads it holds. */
export const serveThreads = Effect.fnUntraced(function* (
  threads: ReadonlyArray<CustomerThread>,
  settings: Partial<StandInSettings> = {},
) {
  const store = yield* Layer.build(InMemoryThreadRepository.layer(threads))
  const { all } = yield* Effect.provide(ThreadStore, store)
  return yield* serveOver(Layer.succeedContext(store), { ui: { threads: all }, ...settings })
})
