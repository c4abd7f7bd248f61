import { ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import { transport } from "../packages/cli/src/service/transport.ts"
import { credentials } from "../packages/http-adapter/test/faults/canaries.ts"
import { errorOf, summary } from "../packages/http-adapter/test/faults/runFault.ts"
import { cases } from "./support/depth.ts"
import { type Mixing, mixingServer, queryOf, threadsOf } from "./support/mixedResponses.ts"

const clients = {
  "the program's transport": transport,
  "Effect's undici layer": NodeHttpClient.layerUndici,
  fetch: FetchHttpClient.layer,
}
const mixings: ReadonlyArray<Mixing> = ["duplicates", "swaps", "sends early"]
const runs = Object.entries(clients).flatMap(([name, client]) => mixings.map((mixing) => ({ name, client, mixing })))

describe("a service that mixes up responses", () => {
  it.live.each(runs)("gives no wrong list over $name if it $mixing one response in fifty", ({ client, mixing }) =>
    Effect.gen(function* () {
      const server = yield* mixingServer(mixing, 50)
      const layer = HttpThreadRepository.layer({ credentials, baseUrl: server.baseUrl, backoff: "10 millis" })
      const repository = Context.get(yield* Layer.build(Layer.provide(layer, client)), ThreadRepository)
      const customers = Array.from({ length: cases(600, 2_000) }, (_, index) => index)
      const exits = yield* Effect.forEach(customers, (one) => Effect.exit(repository.list(queryOf(one))), {
        concurrency: 8,
      })
      const wrong = exits.filter(
        (exit, one) => Exit.isSuccess(exit) && JSON.stringify(exit.value.threads) !== JSON.stringify(threadsOf(one)),
      )
      assert.lengthOf(wrong, 0)
      assert.isAtLeast(server.mixed(), cases(6, 20))
      // A mixed-up response is retried, but a connection that is out of step gives the retry another wrong response.
      const failures = exits.flatMap((exit) => (Exit.isFailure(exit) ? [summary(errorOf(exit.cause))] : []))
      assert.deepStrictEqual(
        [...new Set(failures)].filter((one) => one !== "MalformedResponse mismatch 200"),
        [],
      )
      if (client === transport) assert.lengthOf(failures, 0)
    }),
  )
})
