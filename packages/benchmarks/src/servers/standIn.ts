import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { credentials, threads } from "../sampleCall.ts"
import { ready } from "./ready.ts"

const server = StandInServer.layer({ port: 0, credentials }).pipe(
  Layer.provide(InMemoryThreadRepository.layer(threads)),
)

const program = Effect.gen(function* () {
  const url = new URL(yield* StandInServer.baseUrl)
  ready({ address: url.hostname, family: "IPv4", port: Number(url.port) })
  return yield* Effect.never
})
await Effect.runPromise(Effect.provide(program, server))
