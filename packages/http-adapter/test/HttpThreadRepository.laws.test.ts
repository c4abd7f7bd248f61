import { suite } from "@customer-threads/domain/testing/vitest"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { NodeHttpClient } from "@effect/platform-node"
import { Effect, Layer, Redacted } from "effect"
import { writableInMemory } from "../../../test/support/writableInMemory.ts"

const credentials = { username: Redacted.make("subscriber"), password: Redacted.make("pässwörd:1") }

const served = (threads: Parameters<typeof writableInMemory>[0]) =>
  Layer.provideMerge(StandInServer.layer({ port: 0, credentials }), writableInMemory(threads))

suite("the HTTP repository, through the stand-in over a socket,", (threads) =>
  Layer.unwrap(
    Effect.map(StandInServer.baseUrl, (baseUrl) => HttpThreadRepository.layer({ baseUrl, credentials })),
  ).pipe(Layer.provide(NodeHttpClient.layerUndici), Layer.provideMerge(served(threads))),
)
