import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { responseBytes } from "../../../../test/support/responseBytes.ts"
import { goodAnswer, query } from "./goodAnswer.ts"
import { repositoryOver } from "./repositoryOver.ts"
import { errorOf, summary } from "./runFault.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("redirects")

/** Targets of a redirect: the same server, another server, and another server by the scheme http. */
const targets = [
  ["the same origin", (own: string, _other: number) => `${own}/elsewhere`],
  ["another origin", (_own: string, other: number) => `//127.0.0.1:${other}/elsewhere`],
  ["http from https", (_own: string, other: number) => `http://127.0.0.1:${other}/elsewhere`],
] as const
const codes = [301, 302, 303, 307, 308]

describe("a redirect is never followed: its target gets no request and no connection", () => {
  it.live.each(codes.flatMap((code) => targets.map(([name, target]) => [code, name, target] as const)))(
    "%d to %s",
    ([code, , target]) =>
      Effect.gen(function* () {
        let connections = 0
        const other = yield* rawServer(
          (socket) => socket.write(goodAnswer),
          () => {
            connections += 1
          },
        )
        const server = yield* rawServer((socket) =>
          socket.write(responseBytes(code, "", { location: target(server.baseUrl, other.port) })),
        )
        const repository = yield* repositoryOver({ baseUrl: server.baseUrl })
        for (let time = 1; time <= 3; time += 1) {
          tally.tried += 1
          const exit = yield* Effect.exit(repository.list(query))
          if (exit._tag === "Success") assert.fail("the redirect was followed")
          assert.strictEqual(summary(errorOf(exit.cause)), `MalformedResponse redirect ${code}`)
          assert.lengthOf(server.requests, time)
          tally.asSpecified += 1
        }
        yield* Effect.sleep("20 millis")
        assert.lengthOf(other.requests, 0)
        assert.strictEqual(connections, 0)
      }),
  )
})
