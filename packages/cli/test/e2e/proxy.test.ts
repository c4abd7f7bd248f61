import { writeFileSync } from "node:fs"
import { createServer as createHttpServer, type Server as HttpServer, type IncomingMessage } from "node:http"
import { createServer, type Server as HttpsServer } from "node:https"
import { type AddressInfo, connect, type Socket } from "node:net"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { runThreads } from "../../../../test/support/runThreads.ts"
import { selfSigned } from "../../../../test/support/selfSigned.ts"
import { temporaryFolder } from "../../../../test/support/temporaryFolder.ts"

const body = JSON.stringify({ customerThreads: [], requestUUID: "r", errors: [], warnings: [] })
/** An address that no machine has (RFC 5737), so that only a proxy can reach it. */
const address = "192.0.2.1"
const scope = ["--department", "d", "--customer", "c", "--base-url", `https://${address}/communications`]
const list = ["list", ...scope, "--format", "json"]

const listen = (server: HttpServer | HttpsServer) =>
  Effect.acquireRelease(
    Effect.callback<number>(
      (resume) =>
        void server.listen(0, "127.0.0.1", () => resume(Effect.succeed((server.address() as AddressInfo).port))),
    ),
    () =>
      Effect.callback<void>((resume) => {
        server.closeAllConnections()
        server.close(() => resume(Effect.void))
      }),
  )

/** Starts the service, and a proxy that reaches it. `refusal` is a response of the proxy in place of a connection. */
const start = Effect.fnUntraced(function* (refusal?: string) {
  const { cert, key } = selfSigned({ address, until: 100 })
  const service = yield* listen(
    createServer({ cert, key }, (_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(body)
    }),
  )
  const connects: Array<IncomingMessage> = []
  const sockets = new Set<Socket>()
  const proxy = createHttpServer().on("connect", (request: IncomingMessage, client: Socket) => {
    connects.push(request)
    sockets.add(client.on("error", () => {}))
    if (refusal !== undefined) return client.end(refusal)
    const upstream = connect(service, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n")
      client.pipe(upstream).pipe(client)
    }).on("error", () => {})
    return sockets.add(upstream)
  })
  const port = yield* listen(proxy)
  // A server waits for its connections before it is closed.
  yield* Effect.addFinalizer(() => Effect.sync(() => [...sockets].map((socket) => socket.destroy())))
  const authorities = join(yield* temporaryFolder, "ca.pem")
  writeFileSync(authorities, cert)
  const url = `http://proxy-user:canary-proxy@127.0.0.1:${port}`
  const env = { THREADS_USERNAME: "u", THREADS_PASSWORD: "p", THREADS_ATTEMPTS: "1", NODE_EXTRA_CA_CERTS: authorities }
  return { connects, env, url }
})

const authorization = `Basic ${Buffer.from("proxy-user:canary-proxy").toString("base64")}`

describe("a proxy", () => {
  it.live.each(["HTTPS_PROXY", "https_proxy"])("of %s is used, with its credentials", (name) =>
    Effect.gen(function* () {
      const { connects, env, url } = yield* start()
      const { code, stderr, stdout } = yield* runThreads(list, { env: { ...env, [name]: url } })
      assert.strictEqual(code, 0, stderr)
      assert.deepStrictEqual(JSON.parse(stdout), [])
      assert.deepStrictEqual(
        connects.map(({ headers, url }) => [url, headers["proxy-authorization"]]),
        [[`${address}:443`, authorization]],
      )
    }),
  )

  it.live.each([{ NO_PROXY: address }, { no_proxy: `example.test, ${address}` }, { NO_PROXY: "*" }])(
    "is not used for a host of %j",
    (without) =>
      Effect.gen(function* () {
        const { connects, env, url } = yield* start()
        const limits = { THREADS_ATTEMPT_TIMEOUT: "500 millis", THREADS_OVERALL_TIMEOUT: "500 millis" }
        const { code } = yield* runThreads(list, { env: { ...env, ...limits, ...without, HTTPS_PROXY: url } })
        assert.strictEqual(code, 5)
        assert.lengthOf(connects, 0)
      }),
  )

  it.live("is not used for this machine", () =>
    Effect.gen(function* () {
      const { env } = yield* start()
      const server = yield* rawServer((socket) => socket.write(http(200, body)))
      for (const host of ["127.0.0.1", "localhost"]) {
        const url = `http://${host}:${server.port}/communications`
        const dead = "http://127.0.0.1:9"
        const { code, stderr } = yield* runThreads([...list.slice(0, -4), "--base-url", url], {
          env: { ...env, HTTP_PROXY: dead, HTTPS_PROXY: dead },
        })
        assert.strictEqual(code, 0, stderr)
      }
    }),
  )

  it.live.each([
    ["HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", /The proxy refused its credentials \(HTTP 407\)/],
    ["HTTP/1.1 502 Bad Gateway\r\n\r\n", /The proxy did not connect to the service/],
  ] as const)("that responds %j is reported as the proxy's failure, without its credentials", ([refusal, said]) =>
    Effect.gen(function* () {
      const { env, url } = yield* start(refusal)
      const { code, stderr, stdout } = yield* runThreads(list, { env: { ...env, HTTPS_PROXY: url } })
      assert.strictEqual(code, 5)
      assert.match(stderr, said)
      assert.notMatch(stderr + stdout, /canary/)
    }),
  )

  it.live("is named by doctor, without its credentials", () =>
    Effect.gen(function* () {
      const { env, url } = yield* start()
      const { code, stderr, stdout } = yield* runThreads(["doctor", ...scope], { env: { ...env, HTTPS_PROXY: url } })
      assert.strictEqual(code, 0, stderr + stdout)
      assert.include(stdout, `through the proxy ${new URL(url).origin}`)
      assert.notMatch(stdout, /canary/)
    }),
  )

  it.live.each(["canary:proxy", "http://user:canary@[", "http://us%zzer:canary@127.0.0.1:9"])(
    "%s is a wrong setting where it would be used, and is ignored elsewhere; it is not printed",
    (text) =>
      Effect.gen(function* () {
        const { env } = yield* start()
        const proxies = { HTTPS_PROXY: text, HTTP_PROXY: text }
        const refused = yield* runThreads(list, { env: { ...env, ...proxies } })
        assert.deepStrictEqual([refused.code, refused.stdout], [2, ""])
        assert.match(refused.stderr, /HTTPS_PROXY must be an address[^\n]+\n$/)
        const server = yield* rawServer((socket) => socket.write(http(200, body)))
        const direct = yield* runThreads([...list.slice(0, -4), "--base-url", server.baseUrl], {
          env: { ...env, ...proxies },
        })
        assert.strictEqual(direct.code, 0, direct.stderr)
        assert.notMatch(refused.stderr + direct.stderr, /canary/)
      }),
  )
})
