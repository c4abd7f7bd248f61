import { readFileSync } from "node:fs"
import type { Socket } from "node:net"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { mixingServer, queryOf } from "../../../../test/support/mixedResponses.ts"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { temporaryFolder } from "../../../../test/support/temporaryFolder.ts"
import { canaries, canaryAuthorization, run } from "../../test/support/inProcess.ts"
import { transport } from "./transport.ts"

describe("transport", () => {
  it.live("sends the documented request and nothing more", () =>
    Effect.gen(function* () {
      const answer = JSON.stringify({ customerThreads: [], requestUUID: "r-1", errors: [], warnings: [] })
      const server = yield* rawServer((socket) => socket.write(http(200, answer)))
      const args = ["list", "--department", "d", "--customer", "c", "--closed", "--base-url", server.baseUrl]
      const ended = yield* run(args, { env: canaries, http: transport })
      assert.deepStrictEqual(ended, { exitCode: 0, stdout: "", stderr: "No threads match.\n" })
      assert.deepStrictEqual(server.requests, [
        {
          requestLine: "POST /communications/departments/d/customers/c/threads HTTP/1.1",
          headers: {
            host: `127.0.0.1:${server.port}`,
            connection: "keep-alive",
            accept: "application/json",
            "accept-encoding": "identity",
            authorization: canaryAuthorization,
            "content-type": "application/json",
            "content-length": "17",
          },
          body: '{"isClosed":true}',
        },
      ])
      yield* server.drained
    }),
  )

  /** Gets `/` of a server, and returns the text of the response or "failed". */
  const getFrom = (baseUrl: string) =>
    HttpClient.HttpClient.use((client) => client.get(baseUrl)).pipe(
      Effect.flatMap((response) => response.text),
      Effect.orElseSucceed(() => "failed"),
    )

  it.live("uses a healthy connection again", () =>
    Effect.gen(function* () {
      let connections = 0
      const server = yield* rawServer(
        (socket) => socket.write(http(200, "right")),
        () => {
          connections += 1
        },
      )
      for (let count = 0; count < 5; count += 1) {
        assert.strictEqual(yield* getFrom(server.baseUrl), "right")
        yield* Effect.sleep("80 millis")
      }
      assert.strictEqual(connections, 1)
    }).pipe(Effect.provide(transport)),
  )

  const surplus: ReadonlyArray<readonly [string, string]> = [
    ["a second response", http(200, "wrong")],
    ["half a response", "HTTP/1.1 200 OK\r\ncontent-le"],
    ["the end of a response", "ngth: 5\r\n\r\nwrong"],
    ["bytes that are not HTTP", "wrong"],
    ["an empty line", "\r\n"],
    ["one byte", "\0"],
    ["a response with the status 100", "HTTP/1.1 100 Continue\r\n\r\n"],
  ]
  it.live.each(surplus)("drops a connection after %s that no request waits for", ([, bytes]) =>
    Effect.gen(function* () {
      for (const delay of [undefined, 0, 1, 5, 20]) {
        const right = http(200, "right")
        const server = yield* rawServer((socket, _, count) => {
          if (count > 1) return void socket.write(right)
          if (delay === undefined) return void socket.write(right + bytes)
          socket.write(right)
          setTimeout(() => socket.write(bytes), delay)
        })
        const texts = [yield* getFrom(server.baseUrl), yield* getFrom(server.baseUrl), yield* getFrom(server.baseUrl)]
        // In one packet the first response and the surplus are one error to Node.
        if (delay !== undefined) assert.strictEqual(texts[0], "right")
        assert.deepStrictEqual(texts.slice(1), ["right", "right"], `after ${delay} ms`)
      }
    }).pipe(Effect.provide(transport)),
  )

  it.live("gives no request a response that came before it", () =>
    Effect.gen(function* () {
      const talkFirst = (socket: Socket) => void socket.write(http(200, "wrong"))
      const server = yield* rawServer((socket) => socket.write(http(200, "right")), talkFirst)
      assert.strictEqual(yield* getFrom(server.baseUrl), "failed")
      yield* server.drained
    }).pipe(Effect.provide(transport)),
  )

  it.live("leaves no connection that is being made when its scope ends", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => undefined)
      const url = server.baseUrl.replace("http:", "https:")
      const exit = yield* getFrom(url).pipe(Effect.provide(transport), Effect.timeout("200 millis"), Effect.exit)
      assert.isTrue(Exit.isFailure(exit))
      yield* server.drained
    }),
  )

  it.live("uses a connection for one request if the request says so, whatever the server does", () =>
    Effect.gen(function* () {
      let connections = 0
      const server = yield* rawServer(
        (socket) => socket.write(http(200, "right", { connection: "keep-alive" })),
        () => {
          connections += 1
        },
      )
      const options = { headers: { connection: "close" } }
      for (let count = 0; count < 3; count += 1) {
        yield* HttpClient.HttpClient.use((client) => client.get(server.baseUrl, options)).pipe(
          Effect.flatMap((response) => response.text),
        )
        yield* Effect.sleep("80 millis")
      }
      assert.strictEqual(connections, 3)
    }).pipe(Effect.provide(transport)),
  )

  it.live("uses each connection for one request if THREADS_KEEP_ALIVE is false", () =>
    Effect.gen(function* () {
      let connections = 0
      const answer = JSON.stringify({ customerThreads: [] })
      const server = yield* rawServer(
        (socket) => socket.write(http(200, answer)),
        () => {
          connections += 1
        },
      )
      const folder = yield* temporaryFolder
      const args = ["export", "--department", "d", "--customers", "-", "--output", join(folder, "out.ndjson")]
      const ended = yield* run([...args, "--concurrency", "1", "--base-url", server.baseUrl], {
        env: { ...canaries, THREADS_KEEP_ALIVE: "false" },
        http: transport,
        stdin: "a\nb\nc\n",
      })
      assert.strictEqual(ended.exitCode, 0, ended.stderr)
      assert.deepStrictEqual([server.requests.length, connections], [3, 3])
      for (const { headers } of server.requests) assert.strictEqual(headers.connection, "close")
    }),
  )

  it.live("exports each customer once if the service sends one response in ten twice", () =>
    Effect.gen(function* () {
      const server = yield* mixingServer("duplicates", 10)
      const customers = Array.from({ length: 200 }, (_, index) => index)
      const output = join(yield* temporaryFolder, "out.ndjson")
      const args = ["export", "--department", "department-1", "--customers", "-", "--output", output]
      const ended = yield* run([...args, "--concurrency", "8", "--base-url", server.baseUrl], {
        env: canaries,
        http: transport,
        stdin: customers.map((one) => `${queryOf(one).customerUuid}\n`).join(""),
      })
      assert.strictEqual(ended.exitCode, 0, ended.stderr)
      const ids = readFileSync(output, "utf8")
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { id: number }).id)
      assert.deepStrictEqual(
        ids.toSorted((a, b) => a - b),
        customers,
      )
      assert.isAtLeast(server.mixed(), 20)
    }),
  )
})
