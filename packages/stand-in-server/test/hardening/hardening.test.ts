import { connect, type Socket } from "node:net"
import { ThreadId } from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Schedule } from "effect"
import { StandInServer } from "../../src/index.ts"
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
      // Rebinding needs a name: a probe of Kubernetes, and a client of a container, use an address.
      const addresses = ["192.0.2.1", "10.1.2.3:8080", "[::2]", "[2001:db8::1]:80", "localhost.", "stand-in.test.:1"]
      for (const host of [...own, ...addresses]) assert.strictEqual(yield* status(host), "200", host)
      const others = [
        "evil.test",
        "localhost.evil.test",
        "127.0.0.1.evil.test",
        "",
        "localhost..",
        "1.2.3",
        "0x7f.1",
        "localhost:x",
      ]
      for (const host of others) assert.strictEqual(yield* status(host), "421", host)
      const absolute = `GET http://evil.test/healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`
      assert.match(yield* rawSocket(port, [0, absolute]), /^HTTP\/1\.1 421 /)
    }),
  )

  it.live("accepts any Host if * is allowed, and none but its own in a suite of tests", () =>
    Effect.gen(function* () {
      const request = "GET /healthz HTTP/1.1\r\nhost: evil.test\r\nconnection: close\r\n\r\n"
      const open = yield* standIn([held], { allowedHosts: ["*"] })
      assert.match(yield* rawSocket(open.port, [0, request]), /^HTTP\/1\.1 200 /)
      const guarded = yield* Layer.build(StandInServer.layerTest())
      const { port } = new URL(yield* Effect.provide(StandInServer.baseUrl, guarded))
      assert.match(yield* rawSocket(Number(port), [0, request]), /^HTTP\/1\.1 421 /)
    }),
  )

  it.live("closes connections whose clients take nothing of a response, and no others", () =>
    Effect.gen(function* () {
      // More than the buffers of a connection hold.
      const threads = Array.from({ length: 60_000 }, (_, index) => ({ ...held, id: ThreadId.make(index + 1) }))
      const { port, send } = yield* standIn(threads, { stallMillis: 500, maxConnections: 3 })
      const request = `${head}content-length: 2\r\n\r\n{}`
      const stalled = Array.from({ length: 3 }, () => connect(port, "127.0.0.1").pause())
      yield* Effect.addFinalizer(() => Effect.sync(() => stalled.map((socket) => socket.destroy())))
      for (const socket of stalled) socket.on("error", () => {}).write(request)
      /** Reads a response with pauses, to its end. Returns its bytes, or fails if the connection is dropped. */
      const readSlowly = Effect.tryPromise(
        () =>
          new Promise<number>((resolve, reject) => {
            let bytes = 0
            const slow = connect(port, "127.0.0.1").on("error", reject)
            slow.write(request.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"))
            slow.on("data", (chunk) => {
              bytes += chunk.byteLength
              slow.pause()
              setTimeout(() => slow.resume(), 1)
            })
            slow.on("close", () => (bytes === 0 ? reject(new Error("dropped")) : resolve(bytes)))
          }),
      )
      // While the stalled clients hold every connection, the server drops others.
      const bytes = yield* Effect.retry(readSlowly, Schedule.spaced("50 millis"))
      const { text } = yield* send(listPath, { body: {} })
      assert.isAbove(bytes, text.length)
    }),
  )

  it.live("names at most twenty problems of a request, and counts the others", () =>
    Effect.gen(function* () {
      const { refused } = yield* standIn([held])
      const body = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`unknown${index}`, 1]))
      const said = yield* refused(listPath, { body })
      assert.match(said, /^400 .*; and 2980 more\.$/)
      assert.include(said, "body.unknown19: ")
      assert.notInclude(said, "body.unknown20: ")
    }),
  )

  it.live("takes at most 64 KiB for one thread, for faults and for a reset, and 16 MiB for many threads", () =>
    Effect.gen(function* () {
      const { refused, send } = yield* standIn([held])
      const large = `{"a":"${"a".repeat(65_530)}"}`
      for (const [method, path] of [
        ["PATCH", `/__control/threads/${held.id}`],
        ["POST", `/__control/threads/${held.id}/assign`],
        ["POST", `/__control/threads/${held.id}/close`],
        ["PUT", "/__control/faults"],
        ["POST", "/__control/reset"],
      ] as const) {
        assert.match(yield* refused(path, { method, body: large }), /^413 /, path)
      }
      const many = JSON.stringify(Array.from({ length: 2_000 }, (_, index) => ({ ...held, id: index + 1 })))
      assert.isAbove(many.length, 65_536)
      for (const method of ["PUT", "POST"]) {
        assert.strictEqual((yield* send("/__control/threads", { method, body: many })).status, 200)
        const huge = { method, body: `[${" ".repeat(16_777_216)}]` }
        assert.match(yield* refused("/__control/threads", huge), /^413 /)
      }
    }),
  )

  it.live("says on every route that a browser must not guess the content type", () =>
    Effect.gen(function* () {
      const { send } = yield* standIn([held], { ui: true, metrics: true, faults: ["html=502 first=1"] })
      const paths = [
        "/",
        "/ui/threads.js",
        "/ui/customers",
        "/docs",
        "/openapi.json",
        "/healthz",
        "/metrics",
        "/nowhere",
      ]
      for (const path of [...paths, "/__control/threads", "/%ff"]) {
        assert.strictEqual((yield* send(path)).headers.get("x-content-type-options"), "nosniff", path)
      }
      for (let time = 0; time < 2; time += 1) {
        assert.strictEqual((yield* send(listPath, { body: {} })).headers.get("x-content-type-options"), "nosniff")
      }
    }),
  )

  it.live("allows the pages of the origin in cors, and no other pages", () =>
    Effect.gen(function* () {
      const origin = "http://localhost:3000"
      const open = yield* standIn([held], { cors: origin })
      const asked = { body: {}, headers: { origin } }
      const response = yield* open.send(listPath, asked)
      assert.deepStrictEqual([response.status, response.headers.get("access-control-allow-origin")], [200, origin])
      const exposed = response.headers.get("access-control-expose-headers")?.toLowerCase().split(/, */)
      assert.sameMembers(exposed ?? [], ["retry-after", "www-authenticate", "x-threads-session"])
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
