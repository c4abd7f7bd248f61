import type { Socket } from "node:net"
import { ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Fiber, Layer } from "effect"
import { type RawRequest, rawServer } from "../../../../test/support/rawServer.ts"
import { responseBytes } from "../../../../test/support/responseBytes.ts"
import { goodAnswer, goodBody, goodThreads, query } from "./goodAnswer.ts"
import { repositoryOver } from "./repositoryOver.ts"
import { patience } from "./runFault.ts"
import { seeded } from "./seeded.ts"
import { inUse, shippedTransport } from "./shippedTransport.ts"
import { tallyOf } from "./tally.ts"
import { within1Second } from "./within1Second.ts"

const tally = tallyOf("concurrency and interruption")

/** A server that responds after some milliseconds, and counts the most requests that it had at any moment. */
const countingServer = Effect.fnUntraced(function* (response: () => { after: number; bytes: Buffer }) {
  const now = { open: 0, most: 0 }
  const server = yield* rawServer((socket) => {
    now.open += 1
    now.most = Math.max(now.most, now.open)
    const { after, bytes } = response()
    setTimeout(() => {
      now.open -= 1
      socket.write(bytes)
    }, after)
  })
  return { ...server, now }
})

describe("many calls at once", () => {
  it.live("get all 500 lists, and the service has at most 8 requests at any moment", () =>
    Effect.gen(function* () {
      const random = seeded(3)
      const server = yield* countingServer(() => ({ after: random.below(12), bytes: goodAnswer }))
      const sockets = yield* Effect.scoped(
        Effect.gen(function* () {
          const repository = yield* repositoryOver({ baseUrl: server.baseUrl })
          const exits = yield* Effect.forEach(Array.from({ length: 500 }), () => Effect.exit(repository.list(query)), {
            concurrency: "unbounded",
          })
          for (const exit of exits) {
            tally.tried += 1
            assert.deepStrictEqual(Exit.isSuccess(exit) ? exit.value.threads : exit, goodThreads)
            tally.asSpecified += 1
          }
          return server.sockets
        }),
      )
      assert.lengthOf(server.requests, 500)
      assert.strictEqual(server.now.most, 8)
      yield* within1Second("no socket is left", () => sockets.size === 0)
    }),
  )

  it.live("respect a lower limit, retries included", () =>
    Effect.gen(function* () {
      const random = seeded(4)
      const server = yield* countingServer(() => ({
        after: random.below(5),
        bytes: random.oneOf([goodAnswer, responseBytes(503, "")]),
      }))
      const repository = yield* repositoryOver({ baseUrl: server.baseUrl, concurrency: 3, attempts: 10 })
      yield* Effect.forEach(Array.from({ length: 100 }), () => Effect.exit(repository.list(query)), {
        concurrency: "unbounded",
      })
      assert.strictEqual(server.now.most, 3)
    }),
  )
})

const inDelay = "in the delay of a retry"

/** Ways to be in the middle of something for a long time, where a call can be interrupted. */
const middles: Record<string, (socket: Socket, request: RawRequest, count: number) => void> = {
  "before the headers": () => {},
  "in the headers": (socket) => void socket.write(goodAnswer.subarray(0, 30)),
  "in the body": (socket) => void socket.write(goodAnswer.subarray(0, -10)),
  "while the body drips": (socket) => {
    socket.write(responseBytes(200, goodBody, { "content-length": "100000" }))
    const timer = setInterval(() => socket.write(" "), 3)
    socket.on("close", () => clearInterval(timer))
  },
  [inDelay]: (socket) => void socket.write(responseBytes(503, "")),
}

describe("an interrupted call closes its socket and releases its permit", () => {
  it.live.each(Object.entries(middles))("%s: 20 calls at once, at random moments", ([middle, respond]) =>
    Effect.gen(function* () {
      const random = seeded(5)
      const unanswered = new Set<Socket>()
      let good = false
      const server = yield* rawServer((socket, request, count) => {
        if (good) return void socket.write(goodAnswer)
        respond(socket, request, count)
        if (middle === inDelay) return
        unanswered.add(socket)
        socket.once("close", () => unanswered.delete(socket))
      })
      yield* Effect.gen(function* () {
        const used = yield* inUse
        const settings = { ...patience, baseUrl: server.baseUrl, backoff: "1 minute" } as const
        const repository = Context.get(yield* Layer.build(HttpThreadRepository.layer(settings)), ThreadRepository)
        // Of 20 calls, 8 have a permit and 12 wait for one; some are interrupted before they connect.
        yield* Effect.forEach(
          Array.from({ length: 20 }),
          Effect.fnUntraced(function* () {
            const fiber = yield* Effect.forkChild(repository.list(query), { startImmediately: random.next() < 0.5 })
            const moment = random.oneOf([0, 0, 1, 2, 5, 10, 20, 40])
            if (moment > 0) yield* Effect.sleep(moment)
            yield* Fiber.interrupt(fiber)
            tally.tried += 1
          }),
          { concurrency: "unbounded" },
        )
        yield* within1Second("no request is under way", () => used() === 0 && unanswered.size === 0)
        const open = server.sockets.size
        good = true
        const lists = yield* Effect.forEach(Array.from({ length: 8 }), () => repository.list(query), {
          concurrency: "unbounded",
        })
        for (const list of lists) assert.deepStrictEqual(list.threads, goodThreads)
        // What was left was idle in the pool. A call that begins in the very moment in which another one ends may open a
        // connection of its own, so there can be a few more than permits, and never one for each call.
        assert.isAtMost(Math.max(open, server.sockets.size), 16)
        tally.asSpecified += 20
      }).pipe(Effect.scoped, Effect.provide(shippedTransport))
      yield* within1Second("no socket is left", () => server.sockets.size === 0)
    }),
  )
})
