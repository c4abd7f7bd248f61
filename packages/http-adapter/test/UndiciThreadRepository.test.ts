import { UndiciThreadRepository } from "@customer-threads/http-adapter/undici"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rawServer } from "../../../test/support/rawServer.ts"
import { query } from "./faults/goodAnswer.ts"
import { repositoryOver } from "./faults/repositoryOver.ts"
import { summary } from "./faults/runFault.ts"

describe("the layer over undici itself", () => {
  it.live("gives up a connection whose handshake is never answered after 5 seconds, before the limit of the try", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => undefined)
      const baseUrl = server.baseUrl.replace("http:", "https:")
      const layerOf = UndiciThreadRepository.layer
      const repository = yield* repositoryOver({ baseUrl, attempts: 1, attemptTimeout: "20 seconds" }, layerOf)
      const start = performance.now()
      const error = yield* Effect.flip(repository.list(query))
      assert.strictEqual(summary(error), "Unavailable connect")
      assert.isAbove(performance.now() - start, 4_900)
      assert.isBelow(performance.now() - start, 8_000)
    }),
  )
})
