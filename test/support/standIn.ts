import { ThreadId, ThreadRepository } from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { NodeHttpClient } from "@effect/platform-node"
import { Arbitrary, Effect, Layer, Redacted } from "effect"

export const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }

/** A stand-in over a socket in front of a repository, a client that accepts wrong lists, and the number of queries so far. */
export const standIn = Effect.fnUntraced(function* <E>(repository: Layer.Layer<ThreadRepository, E>) {
  let asked = 0
  const counting = Layer.effect(
    ThreadRepository,
    Effect.map(ThreadRepository, ({ list }) =>
      ThreadRepository.of({
        list: (query) =>
          Effect.andThen(
            Effect.sync(() => {
              asked += 1
            }),
            list(query),
          ),
      }),
    ),
  ).pipe(Layer.provide(repository))
  const server = yield* Layer.build(Layer.provide(StandInServer.layer({ port: 0 }), counting))
  const baseUrl = yield* Effect.provide(StandInServer.baseUrl, server)
  const client = Layer.provide(
    HttpThreadRepository.layer({ baseUrl, credentials, checkResponses: false }),
    NodeHttpClient.layerUndici,
  )
  return { baseUrl, client, asked: () => asked }
})

/** Threads that can decide every law for the customer `customer-1` of `department-1`. */
export const decisive = Effect.map(
  Arbitrary.sampleEffect(Arbitraries.thread, { count: 60, seed: "decisive" }),
  (drafts) => drafts.map((draft, at) => ({ ...draft, id: ThreadId.make(at * 5 + 1) })),
)
