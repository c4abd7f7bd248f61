import { readFileSync } from "node:fs"
import type { CustomerThread, ThreadRepository } from "@customer-threads/domain"
import { parseThreads } from "@customer-threads/http-api"
import { StandInServer, type StandInSettings } from "@customer-threads/stand-in-server"
import { Effect, Layer } from "effect"
import type { HttpServer } from "effect/http"

/** The sample threads, as the demonstration has them. */
export const sampleThreads = Effect.orDie(
  parseThreads(readFileSync(new URL("../../../../examples/sample-threads.ndjson", import.meta.url), "utf8")),
)

const originOf = <E>(server: Layer.Layer<HttpServer.HttpServer, E>) =>
  Effect.gen(function* () {
    const url = yield* Effect.provide(StandInServer.baseUrl, yield* Layer.build(server))
    return new URL(url).origin
  })

/** The origin of a stand-in with a page, over any repository. */
export const serveOver = (
  repository: Layer.Layer<ThreadRepository>,
  settings: Partial<StandInSettings> = { ui: true },
) => originOf(Layer.provide(StandInServer.layer({ port: 0, ...settings }), repository))

/** The origin of a stand-in with a page and threads of its own. */
export const serveThreads = (threads: ReadonlyArray<CustomerThread>, settings: Partial<StandInSettings> = {}) =>
  originOf(StandInServer.layerInMemory({ port: 0, ui: true, ...settings }, threads))
