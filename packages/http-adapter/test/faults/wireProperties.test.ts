import { CustomerUuid, ThreadQuery } from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Exit } from "effect"
import { cases } from "../../../../test/support/depth.ts"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { responseBytes } from "../../../../test/support/responseBytes.ts"
import { bodyOf, goodBody, query } from "./goodAnswer.ts"
import { repositoryOver } from "./repositoryOver.ts"
import { errorOf, summary } from "./runFault.ts"
import { seeded } from "./seeded.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("properties")
const times = cases(200, 1_000)

/** Lists each of many bodies, eight at a time; the index of a body is the identifier of the customer. */
const listEach = Effect.fnUntraced(function* (bodies: ReadonlyArray<string | Uint8Array>) {
  const server = yield* rawServer((socket, { requestLine }) => {
    socket.write(responseBytes(200, bodies[Number(/customers\/(\d+)\//.exec(requestLine)?.[1])]!))
  })
  // The threads in a body have random customers.
  const repository = yield* repositoryOver({ baseUrl: server.baseUrl, attempts: 1, checkResponses: false })
  const ask = (_: unknown, place: number) =>
    repository.list(new ThreadQuery({ ...query, customerUuid: CustomerUuid.make(String(place)) }))
  return yield* Effect.forEach(bodies, (body, place) => Effect.exit(ask(body, place)), { concurrency: 8 })
})

describe("what crosses the socket", () => {
  it.live(`${times} random lists come back as they were sent`, () =>
    Effect.gen(function* () {
      const sent = yield* Arbitrary.sampleEffect(Arbitraries.threads, { count: times, seed: 1 })
      const exits = yield* listEach(sent.map(bodyOf))
      for (const [place, exit] of exits.entries()) {
        tally.tried += 1
        assert.deepStrictEqual(Exit.isSuccess(exit) ? exit.value.threads : exit, sent[place])
        tally.asSpecified += 1
      }
      assert.isAbove(new Set(sent.map(bodyOf)).size, times / 2)
    }),
  )

  it.live(
    `${times} random changes of a byte or a few are a list or an error that is specified, and never a defect`,
    () =>
      Effect.gen(function* () {
        const random = seeded(7)
        const outcomes = new Map<string, number>()
        const bodies = Array.from({ length: times }, () => {
          const bytes = [...Buffer.from(goodBody)]
          for (let changes = 1 + random.below(3); changes > 0; changes -= 1) {
            const at = random.below(bytes.length)
            const some = [random.below(256), random.oneOf([...Buffer.from('"{}[],:019-.eE\\ntf ')])]
            bytes.splice(at, random.below(3), ...some.slice(random.below(3)))
          }
          return Uint8Array.from(bytes)
        })
        for (const exit of yield* listEach(bodies)) {
          tally.tried += 1
          const outcome = Exit.isSuccess(exit) ? "list" : summary(errorOf(exit.cause))
          assert.match(outcome, /^list$|^Rejected 200$|^MalformedResponse (json|utf8|contract) 200$/)
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
          tally.asSpecified += 1
        }
        for (const outcome of ["list", "MalformedResponse json 200", "MalformedResponse contract 200"]) {
          assert.isAbove(outcomes.get(outcome) ?? 0, times / 100, outcome)
        }
      }),
  )
})
