import { CustomerUuid, ThreadQuery } from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { chunkedResponseBytes, responseBytes } from "../../../../test/support/responseBytes.ts"
import { goodBody, goodThreads, query } from "./goodAnswer.ts"
import { repositoryOver } from "./repositoryOver.ts"
import { errorOf, summary } from "./runFault.ts"
import { tallyOf } from "./tally.ts"
import { within1Second } from "./within1Second.ts"

const tally = tallyOf("truncation")

/** The query for one place to cut: the place is the identifier of the customer. */
const cutAt = (place: number) => new ThreadQuery({ ...query, customerUuid: CustomerUuid.make(String(place)) })

const responses = [
  ["declared by its length", responseBytes(200, goodBody), false],
  ["in chunks", chunkedResponseBytes(goodBody, 50), false],
  // Without its length, a response ends where its connection ends, so only its JSON can tell that it is cut.
  ["ended by its connection", responseBytes(200, goodBody, { "content-length": undefined }), true],
] as const

describe("a response that is cut at any byte is an error, and never a shorter list", () => {
  it.live.each(responses)("%s", ([, response, endsWithConnection]) =>
    Effect.gen(function* () {
      const sockets = yield* Effect.scoped(
        Effect.gen(function* () {
          const server = yield* rawServer((socket, { requestLine }) => {
            socket.end(response.subarray(0, Number(/customers\/(\d+)\//.exec(requestLine)?.[1])))
          })
          // The customer of the query is the place to cut, not the customer of the threads.
          const repository = yield* repositoryOver({ baseUrl: server.baseUrl, attempts: 1, checkResponses: false })
          const places = Array.from({ length: response.byteLength + 1 }, (_, place) => place)
          const exits = yield* Effect.forEach(places, (place) => Effect.exit(repository.list(cutAt(place))), {
            concurrency: 8,
          })
          for (const [place, exit] of exits.entries()) {
            tally.tried += 1
            if (Exit.isSuccess(exit)) {
              assert.strictEqual(place, response.byteLength)
              assert.deepStrictEqual(exit.value.threads, goodThreads)
            } else {
              assert.isBelow(place, response.byteLength)
              const outcome = summary(errorOf(exit.cause))
              if (endsWithConnection)
                assert.match(outcome, /^Unavailable reset$|^MalformedResponse (json|empty|utf8|contentType) 200$/)
              else assert.strictEqual(outcome, "Unavailable reset", `cut at byte ${place}`)
            }
            tally.asSpecified += 1
          }
          return server.sockets
        }),
      )
      yield* within1Second("no socket is left", () => sockets.size === 0)
    }),
  )
})
