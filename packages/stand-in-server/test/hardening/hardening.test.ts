import { connect, type Socket } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rawSocket } from "../support/rawSocket.ts"
import { held, listPath, standIn } from "../support/standIn.ts"

const head = `POST ${listPath} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`

describe("the stand-in with hostile clients", () => {
  it.live("limits the time for headers and bodies", () =>
    Effect.gen(function* () {
      const { send, port } = yield* standIn([held], { receiveMillis: 300 })
      const start = performance.now()
      const slow = Array.from({ length: 20 }, (_, at) => [at * 150, "x: y\r\n"] as const)
      const responses = yield* Effect.all(
        [
          rawSocket(port, [0, "POST /"]),
          rawSocket(port, [0, head], ...slow),
          rawSocket(port, [0, `${head}content-length: 9\r\n\r\n{`]),
          rawSocket(
            port,
            [0, `${head}transfer-encoding: chunked\r\n\r\n`],
            ...slow.map(([at]) => [at, "1\r\n \r\n"] as const),
          ),
        ],
        { concurrency: "unbounded" },
      )
      assert.isBelow(performance.now() - start, 60_000)
      for (const response of responses) assert.match(response, /^HTTP\/1\.1 408 /)
      assert.strictEqual((yield* send(listPath, { body: {} })).status, 200)
    }),
  )

  it.live("refuses too large headers and malformed requests", () =>
    Effect.gen(function* () {
      const { send, port } = yield* standIn()
      const large = yield* rawSocket(port, [0, `${head}x: ${"x".repeat(17_000)}\r\n\r\n`])
      assert.match(large, /^HTTP\/1\.1 431 /)
      const malformed = [
        "\u0000\u0001\u0002\r\n\r\n",
        "GET\r\n\r\n",
        `${head}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
        `${head}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`,
        `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`,
        `${head}bad header\r\n\r\n`,
        `POST ${listPath} HTTP/1.1\r\n\r\n`,
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      ]
      for (const bytes of malformed) assert.match(yield* rawSocket(port, [0, bytes]), /^HTTP\/1\.1 400 |^$/, bytes)
      assert.strictEqual((yield* send(listPath, { body: {} })).status, 200)
    }),
  )

  it.live("responds to Expect with 100, or with 413 if the body is too large", () =>
    Effect.gen(function* () {
      const { port } = yield* standIn()
      const asking = `${head}connection: close\r\nexpect: 100-continue\r\n`
      const went = yield* rawSocket(port, [0, `${asking}content-length: 2\r\n\r\n`], [100, "{}"])
      assert.match(went, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /)
      const stopped = yield* rawSocket(port, [0, `${asking}content-length: 65537\r\n\r\n`])
      assert.match(stopped, /^HTTP\/1\.1 413 /)
    }),
  )

  it.live("limits the connections, and accepts another if one ends", () =>
    Effect.gen(function* () {
      const { port } = yield* standIn([held], { maxConnections: 3 })
      const open = (): Promise<Socket> =>
        new Promise((resolve) => {
          const socket: Socket = connect(port, "127.0.0.1", () => resolve(socket))
          socket.on("error", () => {})
        })
      const sockets = yield* Effect.promise(() => Promise.all([open(), open(), open()]))
      yield* Effect.sleep("50 millis")
      const request = `GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`
      assert.strictEqual(yield* rawSocket(port, [0, request]), "")
      sockets[0]?.destroy()
      yield* Effect.sleep("50 millis")
      assert.match(yield* rawSocket(port, [0, request]), /^HTTP\/1\.1 200 /)
      for (const socket of sockets) socket.destroy()
    }),
  )

  it.live("accepts its own names and allowed names as Host, and no other", () =>
    Effect.gen(function* () {
      const { port } = yield* standIn([held], { allowedHosts: ["Stand-In.test"] })
      const status = (host: string) =>
        Effect.map(
          rawSocket(port, [0, `GET /healthz HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`]),
          (response) => response.slice(9, 12),
        )
      const own = ["localhost", "LOCALHOST:1", "127.0.0.1", `127.0.0.1:${port}`, "[::1]:80", "stand-in.test:8080"]
      for (const host of own) assert.strictEqual(yield* status(host), "200", host)
      const others = [
        "evil.test",
        "localhost.evil.test",
        "127.0.0.1.evil.test",
        "",
        "192.0.2.1",
        "[::2]",
        "localhost:x",
      ]
      for (const host of others) assert.strictEqual(yield* status(host), "421", host)
      const absolute = `GET http://evil.test/healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`
      assert.match(yield* rawSocket(port, [0, absolute]), /^HTTP\/1\.1 421 /)
    }),
  )

  it.live("allows the pages of the origin in cors, and no other pages", () =>
    Effect.gen(function* () {
      const origin = "http://localhost:3000"
      const open = yield* standIn([held], { cors: origin })
      const asked = { body: {}, headers: { origin } }
      const response = yield* open.send(listPath, asked)
      assert.deepStrictEqual([response.status, response.headers.get("access-control-allow-origin")], [200, origin])
      const preflight = yield* open.send(listPath, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      })
      assert.strictEqual(preflight.status, 204)
      assert.include(preflight.headers.get("access-control-allow-headers"), "authorization,content-type")
      const other = yield* open.send(listPath, { body: {}, headers: { origin: "http://localhost:3001" } })
      assert.isNull(other.headers.get("access-control-allow-origin"))
      const closed = yield* standIn()
      for (const method of ["OPTIONS", "POST"]) {
        const { headers } = yield* closed.send(listPath, { ...asked, method })
        assert.isFalse([...headers.keys()].some((name) => name.startsWith("access-control")))
      }
    }),
  )

  it.live("repeats no identifier and shows no stack in an error", () =>
    Effect.gen(function* () {
      const { send } = yield* standIn()
      const paths = ["/communications/departments/a%ff/customers/b/threads", "/%", "/communications/departments/x"]
      for (const path of paths) {
        const { status, text } = yield* send(path, { body: {} })
        assert.isAtLeast(status, 400)
        assert.notInclude(text, held.departmentUuid)
        assert.notMatch(text, /\bat .*\.(ts|js):|node:/)
      }
    }),
  )
})
