import { type ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { Arbitraries, expectedThreads } from "@customer-threads/domain/testing"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Layer, Redacted, Result } from "effect"
import { document } from "./support/document.ts"
import { mocking, prism, proxyTo } from "./support/prism.ts"

// Prism takes a colon in a password, which RFC 7617 allows, for no credentials at all.
const credentials = { username: Redacted.make("subscriber"), password: Redacted.make("pässwörd") }

const list = (query: ThreadQuery) => ThreadRepository.use((repository) => repository.list(query))

const repositoryAt = (baseUrl: string) =>
  HttpThreadRepository.layer({ baseUrl, credentials, checkResponses: false }).pipe(
    Layer.provide(NodeHttpClient.layerUndici),
  )

const queries = Arbitrary.sampleEffect(Arbitraries.query, { count: 200, seed: "queries" })

/** A stand-in with threads that some of the queries find. */
const standIn = Effect.gen(function* () {
  const sampled = yield* Arbitrary.sampleEffect(Arbitraries.threads, { count: 20, seed: "threads" })
  const held = [...new Map(sampled.flat().map((thread) => [thread.id, thread])).values()]
  const server = yield* Layer.build(StandInServer.layerInMemory({ port: 0, credentials }, held))
  const { origin } = new URL(yield* Effect.provide(StandInServer.baseUrl, server))
  return { held, origin }
})

/** The document with another schema for one property. */
const withProperty = (schema: string, property: string, json: object): string => {
  const changed = JSON.parse(document)
  changed.components.schemas[schema].properties[property] = json
  return JSON.stringify(changed)
}

/** Reads 200 responses, which Prism generates from a document, with the client. */
const madeUp = Effect.fnUntraced(function* (document: string) {
  const mock = { dynamic: true as const, seed: "" }
  const { baseUrl, told } = yield* prism(document, mocking(mock))
  const outcomes = yield* Effect.forEach(yield* queries, (query, at) => {
    mock.seed = `response-${at}`
    return Effect.result(list(query))
  }).pipe(Effect.provide(repositoryAt(baseUrl)))
  assert.deepStrictEqual(told, [])
  return outcomes
})

describe("Prism", () => {
  it.live("finds nothing against the document in 200 requests of the client and the stand-in's responses", () =>
    Effect.gen(function* () {
      const { held, origin } = yield* standIn
      const { baseUrl, told } = yield* prism(document, proxyTo(origin))
      let found = 0
      yield* Effect.gen(function* () {
        for (const query of yield* queries) {
          const listed = yield* list(query)
          assert.deepStrictEqual(listed.threads, expectedThreads(held, query))
          found += listed.threads.length
        }
      }).pipe(Effect.provide(repositoryAt(baseUrl)))
      assert.deepStrictEqual(told, [])
      assert.isAbove(found, 200)
    }),
  )

  it.live.each([
    ["request", withProperty("ListThreadsRequest", "isArchived", { type: "string" }), "UNPROCESSABLE_ENTITY"],
    ["response", withProperty("CustomerThread", "archived", { type: "string" }), "VIOLATIONS"],
  ] as const)("would refuse a %s that the document does not allow", ([, changed, refusal]) =>
    Effect.gen(function* () {
      const { origin } = yield* standIn
      const { baseUrl, told } = yield* prism(changed, proxyTo(origin))
      const outcomes = yield* Effect.forEach((yield* queries).slice(0, 40), (query) => Effect.result(list(query))).pipe(
        Effect.provide(repositoryAt(baseUrl)),
      )
      assert.isNotEmpty(outcomes.filter(Result.isFailure))
      assert.isNotEmpty(told.filter((line) => line.includes(refusal)))
    }),
  )

  it.live("makes up 200 responses from the document, and the client reads every one: its threads, or its errors", () =>
    Effect.gen(function* () {
      const outcomes = yield* madeUp(document)
      const reasons = outcomes.filter(Result.isFailure).map(({ failure }) => failure.reason)
      assert.deepStrictEqual(
        reasons.filter(({ _tag }) => _tag !== "Rejected"),
        [],
      )
      assert.isAbove(reasons.length, 100)
    }),
  )

  it.live("makes up 200 responses without errors, and the client reads the threads in each", () =>
    Effect.gen(function* () {
      const withoutErrors = withProperty("ListThreadsResponse", "errors", { type: "array", items: {}, maxItems: 0 })
      const outcomes = yield* madeUp(withoutErrors)
      assert.deepStrictEqual(outcomes.filter(Result.isFailure), [])
      const threads = outcomes.filter(Result.isSuccess).flatMap(({ success }) => success.threads)
      assert.isAbove(new Set(threads.map(({ id }) => id)).size, 200)
    }),
  )
})
