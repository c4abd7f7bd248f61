import { connect } from "node:net"
import { gzipSync } from "node:zlib"
import type { StandInSettings } from "@customer-threads/stand-in-server"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rawSocket } from "../support/rawSocket.ts"
import { held, listPath, standIn } from "../support/standIn.ts"

/** A request to each part of the server, with the body that it needs. All of them have status 200. */
const requests = [
  { method: "POST", path: listPath, body: "{}" },
  { method: "PUT", path: "/__control/faults", body: '{"faults":[]}' },
  { method: "PATCH", path: "/__control/threads/7", body: '{"closed":false}' },
  { method: "POST", path: "/__control/reset", body: "{}" },
  { method: "GET", path: "/__control/threads" },
  { method: "GET", path: "/healthz" },
  { method: "GET", path: "/openapi.json" },
  { method: "GET", path: "/metrics" },
  { method: "GET", path: "/" },
  { method: "GET", path: "/docs" },
  { method: "GET", path: "/ui/customers" },
]
type Request = (typeof requests)[number]

const settings = { ui: true, metrics: true, allowedHosts: ["stand-in.test"] }
const serving = (more: Partial<StandInSettings> = {}) => standIn([held], { ...settings, ...more })

const headOf = ({ body, method, path }: Request, version: string, lines: ReadonlyArray<string>) =>
  [
    `${method} ${path} HTTP/${version}`,
    ...(body === undefined ? [] : ["content-type: application/json"]),
    ...lines,
    "\r\n",
  ].join("\r\n")
const withLength = ({ body }: Request) => (body === undefined ? [] : [`content-length: ${body.length}`])

/** The bytes of a request with more header lines. */
const bytesOf = (request: Request, version: string, ...lines: ReadonlyArray<string>) =>
  headOf(request, version, [...withLength(request), ...lines]) + (request.body ?? "")

const close = "connection: close"
const h2c = (connection: string) => [
  `connection: ${connection}, Upgrade, HTTP2-Settings`,
  "upgrade: h2c",
  "http2-settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
]

const statuses = (received: string) => received.match(/HTTP\/1\.1 \d{3}(?= [A-Z][\w ]*\r\n)/g) ?? []
const ok = "HTTP/1.1 200"
const described = (received: string) => /"errorDescription":"((?:[^"\\]|\\.)*)"/.exec(received)?.[1]

/** Sends each request once the response to the last one begins. Returns the bytes received once the server closes the connection. */
const inTurn = (port: number, sent: ReadonlyArray<string>) =>
  Effect.callback<string>((resume) => {
    let received = ""
    let written = 0
    const socket = connect(port, "127.0.0.1", () => socket.write(sent[written++] ?? ""))
    socket
      .on("data", (chunk) => {
        received += chunk.toString("latin1")
        if (written < sent.length && statuses(received).length === written) socket.write(sent[written++] ?? "")
      })
      .on("error", () => {})
      .on("close", () => resume(Effect.succeed(received)))
    return Effect.sync(() => socket.destroy())
  })

describe("the stand-in ignores an offer to upgrade", () => {
  it.live("on every route, with the body beside the head or after it", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      for (const request of requests) {
        const offered = bytesOf(request, "1.1", "host: localhost", ...h2c("close"))
        const received = yield* rawSocket(port, [0, offered])
        assert.deepStrictEqual(statuses(received), [ok], request.path)
        assert.notMatch(received, /^upgrade:/im)
        const head = headOf(request, "1.1", [...withLength(request), "host: localhost", ...h2c("close")])
        assert.deepStrictEqual(
          statuses(yield* rawSocket(port, [0, head], [20, request.body ?? ""])),
          [ok],
          request.path,
        )
      }
    }),
  )

  it.live("whatever it offers, and however the body is framed", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      const chunked = "2\r\n{}\r\n0\r\n\r\n"
      const host = ["host: localhost", "content-type: application/json"]
      for (const protocol of ["h2c", "websocket", "TLS/1.0", "h2c, websocket", "x"]) {
        const offer = [...host, "connection: close, upgrade", `upgrade: ${protocol}`]
        const start = [`POST ${listPath} HTTP/1.1`, ...offer]
        const framed = [
          [...start, "content-length: 2", "", "{}"],
          [...start, "transfer-encoding: chunked", "", chunked],
          [
            ...start,
            "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
            "sec-websocket-version: 13",
            "content-length: 2",
            "",
            "{}",
          ],
        ]
        for (const lines of framed) {
          const received = yield* rawSocket(port, [0, lines.join("\r\n")])
          assert.deepStrictEqual(statuses(received), [ok], lines.join("\n"))
          assert.include(received, '"id":7')
        }
        const expecting = [...start, "expect: 100-continue", "content-length: 2", "", ""].join("\r\n")
        const received = yield* rawSocket(port, [0, expecting], [20, "{}"])
        assert.deepStrictEqual(statuses(received), ["HTTP/1.1 100", ok], protocol)
      }
    }),
  )

  it.live("and keeps the connection for the next request", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      const offered = requests.map((request) => bytesOf(request, "1.1", "host: localhost", ...h2c("keep-alive")))
      const last = bytesOf({ method: "GET", path: "/healthz" }, "1.1", "host: localhost", close)
      const received = yield* inTurn(port, [...offered, last])
      assert.deepStrictEqual(statuses(received), Array(requests.length + 1).fill(ok))
      assert.match(received, /\{"status":"ok"\}$/)
    }),
  )

  it.live("and still limits the body and its time", () =>
    Effect.gen(function* () {
      const [hasty, patient] = [yield* serving({ receiveMillis: 300 }), yield* serving()]
      const offer = ["host: localhost", "content-type: application/json", ...h2c("close")]
      const head = (length: number) =>
        [`POST ${listPath} HTTP/1.1`, ...offer, `content-length: ${length}`, "", ""].join("\r\n")
      assert.deepStrictEqual(statuses(yield* rawSocket(hasty.port, [0, `${head(9)}{`])), ["HTTP/1.1 408"])
      assert.deepStrictEqual(statuses(yield* rawSocket(patient.port, [0, head(65_537) + " ".repeat(65_537)])), [
        "HTTP/1.1 413",
      ])
    }),
  )
})

describe("the stand-in over HTTP/1.0", () => {
  it.live("responds on every route, with and without Host, and closes the connection", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      for (const request of requests) {
        for (const host of [["host: localhost"], ["host: stand-in.test:80"], []]) {
          const received = yield* rawSocket(port, [0, bytesOf(request, "1.0", ...host)])
          assert.deepStrictEqual(statuses(received), [ok], `${request.path} ${host}`)
          assert.match(received, /^connection: close\r$/im)
          assert.notMatch(received, /^transfer-encoding:/im)
        }
      }
    }),
  )

  it.live("refuses a Host that is not its own, also in an absolute path", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      for (const request of requests) {
        const received = yield* rawSocket(port, [0, bytesOf(request, "1.0", "host: evil.test")])
        assert.deepStrictEqual(statuses(received), ["HTTP/1.1 421"], request.path)
        const absolute = { ...request, path: `http://evil.test${request.path}` }
        assert.deepStrictEqual(statuses(yield* rawSocket(port, [0, bytesOf(absolute, "1.0")])), ["HTTP/1.1 421"])
      }
    }),
  )

  it.live("ignores Expect", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      for (const request of requests) {
        for (const expectation of ["100-continue", "100-Continue", "something"]) {
          const sent = bytesOf(request, "1.0", "host: localhost", `expect: ${expectation}`)
          assert.deepStrictEqual(statuses(yield* rawSocket(port, [0, sent])), [ok], request.path)
        }
      }
    }),
  )

  it.live("keeps the connection if the client requests it", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      const kept = bytesOf(requests[0]!, "1.0", "connection: keep-alive")
      const received = yield* rawSocket(port, [0, kept + bytesOf({ method: "GET", path: "/healthz" }, "1.0")])
      assert.lengthOf(received.match(/HTTP\/1\.1 200 OK\r\n/g) ?? [], 2)
    }),
  )
})

describe("the stand-in and transfer encodings", () => {
  it.live("refuses a coding other than chunked with 501 that names it", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      const request = (coding: string) =>
        `POST ${listPath} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: ${coding}\r\nconnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n`
      for (const coding of ["gzip, chunked", "deflate,Chunked", "identity, chunked", "x-unknown, gzip, chunked"]) {
        const response = yield* rawSocket(port, [0, request(coding)])
        assert.match(response, /^HTTP\/1\.1 501 /, coding)
        assert.include(response, `\\"${coding.split(",")[0]}\\"`)
      }
      assert.match(yield* rawSocket(port, [0, request("Chunked")]), /^HTTP\/1\.1 200 /)
    }),
  )

  it.live("refuses it on every route, and closes the connection", () =>
    Effect.gen(function* () {
      const { port } = yield* serving({ control: true })
      const others = [
        ["DELETE", "/__control/faults"],
        ["POST", `/__control/threads/${held.id}/archive`],
        ["GET", "/nowhere"],
      ] as const
      const all = [...requests.map(({ method, path }) => [method, path] as const), ...others]
      for (const [method, path] of all) {
        const head = `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n`
        const body = "transfer-encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
        assert.deepStrictEqual(statuses(yield* rawSocket(port, [0, head + body])), ["HTTP/1.1 501"], path)
      }
    }),
  )
})

describe("the stand-in forbids sniffing in responses without its application", () => {
  const close = "host: localhost\r\nconnection: close\r\n"
  const body = `${close}content-type: application/json\r\ncontent-length: 2\r\n`
  const cases: ReadonlyArray<readonly [status: string, bytes: string]> = [
    ["400", "NONSENSE\r\n\r\n"],
    ["400", "GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n"],
    ["400", `POST ${listPath} HTTP/1.1\r\n${close}transfer-encoding: chunked, gzip\r\n\r\n`],
    ["408", "GET /healthz HTTP/1.1\r\nhost: localhost\r\n"],
    ["417", `GET /healthz HTTP/1.1\r\n${close}expect: nothing\r\n\r\n`],
    ["431", `GET /healthz HTTP/1.1\r\n${close}x: ${"a".repeat(20_000)}\r\n\r\n`],
    ["200", `POST ${listPath} HTTP/1.1\r\n${body}x-threads-fault: truncate=5\r\n\r\n{}`],
  ]

  it.live("to malformed, late and unusual requests, and in a fault", () =>
    Effect.gen(function* () {
      const { port } = yield* serving({ receiveMillis: 300, faultHeader: true })
      for (const [status, bytes] of cases) {
        const received = yield* rawSocket(port, [0, bytes])
        assert.deepStrictEqual(statuses(received), [`HTTP/1.1 ${status}`], bytes.slice(0, 60))
        assert.match(received, /^x-content-type-options: nosniff\r$/im, bytes.slice(0, 60))
      }
    }),
  )

  it.live("writes no second status into a response that is begun", () =>
    Effect.gen(function* () {
      const { port } = yield* serving({ faultHeader: true })
      const head = `POST ${listPath} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`
      const slow = `${head}x-threads-fault: drip=2s\r\ncontent-length: 2\r\n\r\n{}`
      const received = yield* inTurn(port, [slow, "NONSENSE\r\n\r\n"])
      assert.strictEqual(received.match(/HTTP\/1\.1 /g)?.length, 1)
    }),
  )
})

describe("the stand-in and content encodings", () => {
  const withBody = requests.filter(({ body }) => body !== undefined)

  it.live("refuses an encoded body with 415 that names the encoding", () =>
    Effect.gen(function* () {
      const { send } = yield* serving()
      for (const { body, method, path } of withBody) {
        for (const [coding, named] of [
          ["gzip", "gzip"],
          ["GZIP", "GZIP"],
          ["deflate", "deflate"],
          ["br", "br"],
          ["zstd", "zstd"],
          ["x-custom", "x-custom"],
          ["identity, gzip", "gzip"],
          ["gzip, br", "gzip"],
        ] as const) {
          const headers = { "content-encoding": coding, "content-type": "application/json" }
          const sent = new Uint8Array(gzipSync(body!)) as unknown as string
          const { headers: received, status, text } = yield* send(path, { method, headers, body: sent })
          assert.deepStrictEqual(
            [status, described(text), received.get("accept-encoding")],
            [415, `The body has the content encoding \\"${named}\\"; send it without one.`, "identity"],
            path,
          )
        }
      }
    }),
  )

  it.live("takes a body whose encoding changes nothing, and a request without a body", () =>
    Effect.gen(function* () {
      const { port } = yield* serving()
      for (const coding of ["identity", "Identity", "", "identity, identity", ","]) {
        for (const request of withBody) {
          const sent = bytesOf(request, "1.1", "host: localhost", close, `content-encoding: ${coding}`)
          assert.deepStrictEqual(statuses(yield* rawSocket(port, [0, sent])), [ok], coding)
        }
      }
      const health = bytesOf(
        { method: "GET", path: "/healthz" },
        "1.1",
        "host: localhost",
        close,
        "content-encoding: gzip",
      )
      assert.deepStrictEqual(statuses(yield* rawSocket(port, [0, health])), [ok])
    }),
  )

  it.live("shortens a long name", () =>
    Effect.gen(function* () {
      const { refused } = yield* serving()
      const headers = { "content-encoding": "x".repeat(5_000) }
      const refusal = yield* refused(listPath, { body: {}, headers })
      assert.strictEqual(refusal, `415 The body has the content encoding "${"x".repeat(100)}…"; send it without one.`)
    }),
  )
})

describe("the stand-in and several Host headers", () => {
  it.live("refuses them with 400 on every route, equal or not", () =>
    Effect.gen(function* () {
      const guarded = yield* serving()
      const open = yield* standIn([held], { ui: true, metrics: true })
      for (const { port } of [guarded, open]) {
        for (const request of [...requests, { method: "GET", path: "/nowhere" }]) {
          for (const second of ["localhost", "evil.test", ""]) {
            for (const version of ["1.0", "1.1"]) {
              const sent = bytesOf(request, version, "Host: localhost", close, `HOST: ${second}`)
              const received = yield* rawSocket(port, [0, sent])
              assert.deepStrictEqual(statuses(received), ["HTTP/1.1 400"], request.path)
              assert.strictEqual(described(received), "The request has several Host headers; expected one.")
            }
          }
        }
      }
    }),
  )
})
