import { readFileSync } from "node:fs"
import type { Socket } from "node:net"
import { createServer } from "node:net"
import {
  CustomerUuid,
  DepartmentUuid,
  ThreadQuery,
  ThreadRepository,
  type ThreadRepositoryError,
} from "@customer-threads/domain"
import { type HttpSettingsInput, HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Layer, Redacted } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import { http, rawServer } from "../../../test/support/rawServer.ts"

const query = new ThreadQuery({ departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") })
const credentials = { username: Redacted.make("canary-user"), password: Redacted.make("canary-password") }

const listFrom = (settings: Partial<HttpSettingsInput> & { readonly baseUrl: string }) =>
  ThreadRepository.use((repository) => repository.list(query)).pipe(
    Effect.provide(
      Layer.provide(HttpThreadRepository.layer({ credentials, attempts: 1, ...settings }), NodeHttpClient.layerUndici),
    ),
  )

type ThreadsResponse = string | ((socket: Socket) => void)

const listOf = Effect.fnUntraced(function* (response: ThreadsResponse, settings?: Partial<HttpSettingsInput>) {
  const server = yield* rawServer((socket) => {
    if (typeof response === "string") socket.write(response)
    else response(socket)
  })
  return yield* listFrom({ baseUrl: server.baseUrl, ...settings })
})

const failureOf = (response: ThreadsResponse, settings?: Partial<HttpSettingsInput>) =>
  Effect.flip(listOf(response, settings)) as Effect.Effect<ThreadRepositoryError, never, never>

/** The reason's tag, with its detail and status where it has them, and no trace of the credentials. */
const summary = (error: ThreadRepositoryError): string => {
  const { reason } = error
  for (const text of [error.message, JSON.stringify(error), String(error.stack)]) assert.notInclude(text, "canary")
  assert.strictEqual(error.attempts, 1)
  return [reason._tag, "detail" in reason ? reason.detail : undefined, "status" in reason ? reason.status : undefined]
    .filter((part) => part !== undefined)
    .join(" ")
}

const json = JSON.stringify({ customerThreads: [], requestUUID: "r-1", errors: [], warnings: [] })
const html = "<html>Bad gateway</html>"
const sample = (name: string) => readFileSync(new URL(`samples/${name}`, import.meta.url), "utf8")

const byStatus: ReadonlyArray<readonly [status: number, expected: string]> = [
  [300, "MalformedResponse redirect 300"],
  [301, "MalformedResponse redirect 301"],
  [302, "MalformedResponse redirect 302"],
  [303, "MalformedResponse redirect 303"],
  [304, "MalformedResponse redirect 304"],
  [307, "MalformedResponse redirect 307"],
  [308, "MalformedResponse redirect 308"],
  [400, "Rejected 400"],
  [401, "Unauthenticated"],
  [402, "Rejected 402"],
  [403, "Forbidden"],
  [404, "NotFound"],
  [405, "Rejected 405"],
  [408, "Unavailable status 408"],
  [409, "Rejected 409"],
  [410, "Rejected 410"],
  [413, "Rejected 413"],
  [415, "Rejected 415"],
  [422, "Rejected 422"],
  [429, "RateLimited"],
  [500, "Unavailable status 500"],
  [501, "MalformedResponse status 501"],
  [502, "Unavailable status 502"],
  [503, "Unavailable status 503"],
  [504, "Unavailable status 504"],
  [505, "MalformedResponse status 505"],
  [507, "Unavailable status 507"],
  [520, "Unavailable status 520"],
  [530, "Unavailable status 530"],
  [599, "Unavailable status 599"],
  [431, "Rejected 431"],
  [499, "Rejected 499"],
  [600, "MalformedResponse status 600"],
]

describe("a response is classified by its status first", () => {
  it.live.each(byStatus)("%d, whatever its body", ([status, expected]) =>
    Effect.gen(function* () {
      const bodies = [http(status, json), http(status, html, { "content-type": "text/html" }), http(status, "")]
      for (const body of bodies) assert.strictEqual(summary(yield* failureOf(body)), expected)
    }),
  )

  it.live("a redirect is not followed, and its target gets no request", () =>
    Effect.gen(function* () {
      const target = yield* rawServer((socket) => socket.write(http(200, json)))
      const error = yield* failureOf(http(307, "", { location: `${target.baseUrl}/elsewhere` }))
      assert.strictEqual(summary(error), "MalformedResponse redirect 307")
      assert.lengthOf(target.requests, 0)
    }),
  )

  it.live("an error response gives the service's errors and requestUUID if its body can be read", () =>
    Effect.gen(function* () {
      const error = yield* failureOf(http(422, sample("refusal-422.json")))
      assert.strictEqual(error.requestUuid, "0a52f2b4")
      assert.include(error.message, "E_FILTER: assigneeUserUUID is unknown (errorUID 77aa)")
      assert.include(error.message, "request 0a52f2b4")
    }),
  )

  it.live.each([
    ["3", Duration.seconds(3)],
    ["0", Duration.seconds(0)],
    ["Wed, 21 Oct 2015 07:28:00 GMT", Duration.millis(0)],
    ["-1", undefined],
    ["x", undefined],
  ] as const)("429 with Retry-After %s has the delay, which is never negative", ([header, expected]) =>
    Effect.gen(function* () {
      const { reason } = yield* failureOf(http(429, "", { "retry-after": header }))
      assert.strictEqual(reason._tag, "RateLimited")
      if (reason._tag === "RateLimited") {
        assert.strictEqual(
          reason.retryAfter === undefined ? undefined : Duration.toMillis(reason.retryAfter),
          expected === undefined ? undefined : Duration.toMillis(expected),
        )
      }
    }),
  )
})

const gzip = Buffer.from("1f8b0800000000000003", "hex").toString("latin1")
const byBody: ReadonlyArray<readonly [what: string, response: ThreadsResponse, expected: string]> = [
  ["HTML", http(200, html, { "content-type": "text/html" }), "MalformedResponse contentType 200"],
  [
    "no content type",
    `HTTP/1.1 200 OK\r\ncontent-length: ${json.length}\r\n\r\n${json}`,
    "MalformedResponse contentType 200",
  ],
  ["compression", http(200, gzip, { "content-encoding": "gzip" }), "MalformedResponse encoding 200"],
  ["nothing", http(200, ""), "MalformedResponse empty 200"],
  [
    "nothing, in chunks",
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    "MalformedResponse empty 200",
  ],
  ["white space", http(200, " \n"), "MalformedResponse empty 200"],
  ["204", "HTTP/1.1 204 No Content\r\n\r\n", "MalformedResponse empty 204"],
  ["text that is not JSON", http(200, "{]"), "MalformedResponse json 200"],
  ["JSON and more", http(200, `${json}x`), "MalformedResponse json 200"],
  ["a list", http(200, "[]"), "MalformedResponse contract 200"],
  ["null", http(200, "null"), "MalformedResponse contract 200"],
  ["no threads", http(200, '{"requestUUID":"r"}'), "MalformedResponse contract 200"],
  [
    "bytes that are not UTF-8",
    (socket) => socket.write(Buffer.concat([Buffer.from(http(200, "xx").slice(0, -2)), Buffer.from([0xc3, 0x28])])),
    "MalformedResponse utf8 200",
  ],
  [
    "fewer bytes than it says",
    (socket) => socket.end(http(200, json, { "content-length": String(json.length + 1) })),
    "Unavailable reset",
  ],
  [
    "a chunk cut short",
    (socket) =>
      socket.end("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"),
    "Unavailable reset",
  ],
  ["no response but the end", (socket) => socket.end(), "Unavailable reset"],
  ["a reset", (socket) => socket.resetAndDestroy(), "Unavailable reset"],
  ["a 100 that nobody requested", "HTTP/1.1 100 Continue\r\n\r\n", "MalformedResponse status"],
  [
    "a 101 that nobody requested",
    "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n",
    "MalformedResponse status",
  ],
  ["something else than HTTP", (socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"), "MalformedResponse status"],
]

describe("a 200 is classified by its body", () => {
  it.live.each(byBody)("%s", ([, response, expected]) =>
    Effect.map(failureOf(response), (error) => assert.strictEqual(summary(error), expected)),
  )

  it.live("over the limit, declared or received, and read at the limit", () =>
    Effect.gen(function* () {
      const chunked = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${json.length.toString(16)}\r\n${json}\r\n0\r\n\r\n`
      for (const response of [http(200, json), chunked]) {
        const error = yield* failureOf(response, { maxBodyBytes: json.length - 1 })
        assert.strictEqual(summary(error), "MalformedResponse tooLarge 200")
        assert.lengthOf((yield* listOf(response, { maxBodyBytes: json.length })).threads, 0)
      }
    }),
  )

  it.live("over the limit, though it is declared shorter, as by a client that decompresses by itself", () =>
    Effect.gen(function* () {
      const client = HttpClient.make((request) =>
        Effect.succeed(
          HttpClientResponse.fromWeb(
            request,
            new Response(json, { headers: { "content-type": "application/json", "content-length": "1" } }),
          ),
        ),
      )
      const settings = { baseUrl: "https://api.example.test", credentials, maxBodyBytes: json.length - 1 }
      const error = yield* ThreadRepository.use((repository) => repository.list(query)).pipe(
        Effect.provide(HttpThreadRepository.layer(settings)),
        Effect.provideService(HttpClient.HttpClient, client),
        Effect.flip,
      )
      assert.strictEqual(summary(error as ThreadRepositoryError), "MalformedResponse tooLarge 200")
    }),
  )

  it.live("with errors it is Rejected, never a list without threads", () =>
    Effect.gen(function* () {
      const error = yield* failureOf(http(200, sample("documented-example.json")))
      assert.strictEqual(summary(error), "Rejected 200")
      assert.strictEqual(error.requestUuid, "string")
      assert.deepStrictEqual(error.reason._tag === "Rejected" && error.reason.warnings, [
        { warningCode: "string", warningDescription: "string" },
      ])
    }),
  )

  it.live("against the contract the error has the path and requestUUID, and no value", () =>
    Effect.gen(function* () {
      const error = yield* failureOf(
        http(
          200,
          '{"requestUUID":"r-9","customerThreads":[{"id":1,"archived":"secret","closed":true,"departmentUuid":"d","customerUuid":"c"}]}',
        ),
      )
      assert.strictEqual(summary(error), "MalformedResponse contract 200")
      assert.include(error.reason, { path: "customerThreads[0].archived", expected: "boolean" })
      assert.include(error.message, "customerThreads[0].archived: expected boolean")
      assert.notInclude(error.message, "secret")
      assert.strictEqual(error.requestUuid, "r-9")
    }),
  )

  it.live("a recorded list is read with its warnings", () =>
    Effect.gen(function* () {
      const list = yield* listOf(
        http(200, sample("two-threads.json"), { "content-type": "application/json;charset=UTF-8" }),
      )
      assert.deepStrictEqual(
        list.threads.map(({ id }) => id as number),
        [12_345_678_901, 7],
      )
      assert.strictEqual(list.requestUuid, "b7b1cf0e")
      assert.deepStrictEqual(list.warnings, [
        { warningCode: "W1", warningDescription: "Archived threads are kept 2 years" },
      ])
      assert.isFalse(list.mayBeTruncated)
    }),
  )
})

describe("a service that cannot be reached is classified by cause", () => {
  it.live("a host that does not exist", () =>
    Effect.map(Effect.flip(listFrom({ baseUrl: "https://no-such-host.invalid/x" })), (error) =>
      assert.include(["Unavailable dns", "Unavailable connect"], summary(error as ThreadRepositoryError)),
    ),
  )

  it.live("a port without a listener", () =>
    Effect.gen(function* () {
      const { port } = yield* Effect.scoped(rawServer(() => {}))
      const error = yield* Effect.flip(listFrom({ baseUrl: `http://127.0.0.1:${port}` }))
      assert.strictEqual(summary(error as ThreadRepositoryError), "Unavailable connect")
    }),
  )

  it.live("a server without TLS at an https address", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => {})
      const plain = createServer((socket) => socket.end("plain text\r\n"))
      yield* Effect.acquireRelease(
        Effect.callback<void>((resume) => {
          plain.listen(0, "127.0.0.1", () => resume(Effect.void))
        }),
        () => Effect.sync(() => plain.close()),
      )
      assert.lengthOf(server.requests, 0)
      const { port } = plain.address() as { port: number }
      const error = yield* Effect.flip(listFrom({ baseUrl: `https://127.0.0.1:${port}` }))
      assert.strictEqual(summary(error as ThreadRepositoryError), "Unavailable tls")
    }),
  )

  it.live("a handshake of TLS that never ends, over a client with a limit for connecting", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => {})
      const baseUrl = server.baseUrl.replace("http:", "https:")
      const client = NodeHttpClient.layerUndiciOptions({ connect: { timeout: 200 } })
      const error = yield* ThreadRepository.use((repository) => repository.list(query)).pipe(
        Effect.provide(Layer.provide(HttpThreadRepository.layer({ baseUrl, credentials, attempts: 1 }), client)),
        Effect.flip,
      )
      assert.strictEqual(summary(error as ThreadRepositoryError), "Unavailable connect")
    }),
  )

  it.live("silence and a dripping body end at the time limit of the attempt, and the socket closes", () =>
    Effect.gen(function* () {
      const responses: ReadonlyArray<(socket: Socket) => void> = [
        () => {},
        (socket) => {
          socket.write(http(200, json, { "content-length": "1000" }))
          const drip = setInterval(() => socket.write(" "), 20)
          socket.on("close", () => clearInterval(drip))
        },
      ]
      for (const response of responses) {
        const server = yield* rawServer(response)
        const error = yield* Effect.flip(listFrom({ baseUrl: server.baseUrl, attemptTimeout: "300 millis" }))
        assert.strictEqual(summary(error as ThreadRepositoryError), "TimedOut attempt")
        yield* server.drained
      }
    }),
  )
})
