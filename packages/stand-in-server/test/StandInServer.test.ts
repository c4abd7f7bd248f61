import { readFileSync } from "node:fs"
import { connect } from "node:net"
import {
  CustomerUuid,
  DepartmentUuid,
  Forbidden,
  MalformedResponse,
  NotFound,
  RateLimited,
  Rejected,
  ThreadId,
  ThreadQuery,
  ThreadRepository,
  ThreadRepositoryError,
  type ThreadRepositoryErrorReason,
  TimedOut,
  Unauthenticated,
  Unavailable,
} from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { CommunicationsApi, encodeRequest, encodeThread } from "@customer-threads/http-api"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { StandInServer, type StandInSettings } from "@customer-threads/stand-in-server"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Duration, Effect, Layer, Redacted } from "effect"
import { OpenApi } from "effect/http-api"
import { SqliteOracle } from "../../../test/support/sqliteOracle.ts"

const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` })
const json = { "content-type": "application/json" }
const path = "/departments/department-1/customers/customer-1/threads"

const held = {
  id: ThreadId.make(7),
  archived: false,
  closed: false,
  departmentUuid: DepartmentUuid.make("department-1"),
  customerUuid: CustomerUuid.make("customer-1"),
}

const serve = (
  settings: Partial<StandInSettings> = {},
  repository: Layer.Layer<ThreadRepository> = InMemoryThreadRepository.layer([held]),
) =>
  Effect.gen(function* () {
    const server = yield* Layer.build(Layer.provide(StandInServer.layer({ port: 0, ...settings }), repository))
    return yield* Effect.provide(StandInServer.baseUrl, server)
  })

interface Envelope {
  readonly customerThreads: ReadonlyArray<unknown>
  readonly requestUUID: string
  readonly errors: ReadonlyArray<{
    readonly errorCode: string
    readonly errorDescription: string
    readonly errorUID: string
  }>
  readonly warnings: ReadonlyArray<unknown>
}

/** The status and the envelope of a response. Every response has both. */
const send = (url: string, init: RequestInit = {}) =>
  Effect.promise(async () => {
    const response = await fetch(url, init)
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/)
    const body = (await response.json()) as Envelope
    assert.hasAllKeys(body, ["customerThreads", "requestUUID", "errors", "warnings"])
    assert.match(body.requestUUID, /^[0-9a-f-]{36}$/)
    return { status: response.status, body, headers: response.headers }
  })

const post = (
  baseUrl: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Record<string, string> = json,
) =>
  send(`${baseUrl}${path}`, {
    method: "POST",
    body,
    headers,
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit)

describe("the stand-in", () => {
  it.live("lists the same threads as SQLite for 600 random queries, with every field as loaded", () =>
    Effect.gen(function* () {
      const sampled = yield* Arbitrary.sampleEffect(Arbitraries.thread, { count: 400, seed: "stand-in threads" })
      const threads = sampled.map((one, at) => ({ ...one, id: ThreadId.make(at % 2 === 0 ? at : -at) }))
      const queries = yield* Arbitrary.sampleEffect(Arbitraries.query, { count: 600, seed: "stand-in queries" })
      const baseUrl = yield* serve({}, InMemoryThreadRepository.layer(threads))
      using oracle = new SqliteOracle(threads)
      const byId = new Map(threads.map((one) => [Number(one.id), JSON.parse(JSON.stringify(encodeThread(one)))]))
      let listed = 0
      for (const asked of queries) {
        const { body, status } = yield* send(
          `${baseUrl}/departments/${asked.departmentUuid}/customers/${asked.customerUuid}/threads`,
          { method: "POST", headers: json, body: JSON.stringify(encodeRequest(asked)) },
        )
        assert.strictEqual(status, 200)
        const expected = oracle.list(asked).map((id) => byId.get(id))
        assert.deepStrictEqual(body.customerThreads, expected, JSON.stringify(asked))
        listed += expected.length
      }
      assert.isAbove(listed, 600)
    }),
  )

  it.live("accepts the nine requests of the vendor's page unchanged", () =>
    Effect.gen(function* () {
      const page = readFileSync(new URL("samples/documented-requests.txt", import.meta.url), "utf8")
      const requests = [...page.matchAll(/^curl .*? -X (\w+) '(.*?)'.*\n((?:-H .*\n)*)--data-raw '([^']*)'/gm)]
      assert.lengthOf(requests, 9)
      const origin = (yield* serve()).replace(/\/communications$/, "")
      for (const [, method = "", target = "", headerLines = "", body = ""] of requests) {
        const headers = Object.fromEntries(
          [...headerLines.matchAll(/-H '(.*?): (.*?)'/g)].map(([, name, value]) => [name, value]),
        )
        const url = `${origin}${target.replace(":departmentUUID", "department-1").replace(":customerUUID", "customer-1")}`
        const answer = yield* send(url, { method, headers: headers as Record<string, string>, body })
        assert.strictEqual(answer.status, 200)
        assert.deepStrictEqual(answer.body.errors, [])
      }
    }),
  )

  it.live("gives each response a new requestUUID", () =>
    Effect.gen(function* () {
      const baseUrl = yield* serve()
      const names = yield* Effect.forEach([1, 2, 3], () =>
        Effect.map(post(baseUrl, "{}"), ({ body }) => body.requestUUID),
      )
      assert.strictEqual(new Set(names).size, 3)
    }),
  )

  it.live("treats null as absent", () =>
    Effect.gen(function* () {
      const baseUrl = yield* serve()
      const nulls =
        '{"assigneeUserUUID":null,"isArchived":null,"isClosed":null,"maxResults":null,"sortOrderKey":null,"sortOrder":null}'
      assert.deepStrictEqual((yield* post(baseUrl, nulls)).body.customerThreads, [encodeThread(held)])
    }),
  )

  const badBodies: ReadonlyArray<readonly [body: string | Uint8Array<ArrayBuffer> | ReadableStream, said: string]> = [
    ['{"isClose":true}', "body.isClose: expected no property of this name"],
    ['{"isClosed":"true"}', "body.isClosed: expected boolean"],
    ['{"assigneeUserUUID":7}', "body.assigneeUserUUID: expected string"],
    ['{"maxResults":-1}', "body.maxResults: expected a whole number from 0 to 2147483647"],
    ['{"maxResults":2147483648}', "body.maxResults: expected a whole number from 0 to 2147483647"],
    ['{"maxResults":"10"}', "body.maxResults: expected"],
    ['{"sortOrder":"UP"}', 'body.sortOrder: expected "ASC" | "DESC"'],
    ['{"sortOrderKey":"ID"}', 'body.sortOrderKey: expected "LAST_MESSAGE_ON" | "LAST_DELEGATION_ON"'],
    ["[]", "The request is wrong: body: expected object."],
    ["null", "The request is wrong: body: expected object."],
    ["7", "The request is wrong: body: expected object."],
    ["", "must be a JSON object in UTF-8"],
    ["{", "must be a JSON object in UTF-8"],
    [new Uint8Array([0x7b, 0xff, 0x7d]), "must be a JSON object in UTF-8"],
  ]
  it.live.each(badBodies)("refuses the body %s with 400, the place and the expected value", ([body, said]) =>
    Effect.gen(function* () {
      const answer = yield* post(yield* serve(), body)
      assert.strictEqual(answer.status, 400)
      assert.lengthOf(answer.body.errors, 1)
      assert.include(answer.body.errors[0]?.errorDescription, said)
      assert.strictEqual(answer.body.errors[0]?.errorCode, "BAD_REQUEST")
      assert.deepStrictEqual(answer.body.customerThreads, [])
    }),
  )

  it.live.each(["a%2Fb", "%2e%2e", "a%20b", "a".repeat(129), "", "%00", "%F0%9F%98%80", "."])(
    "refuses the path identifier %s without listing",
    (identifier) =>
      Effect.gen(function* () {
        const baseUrl = yield* serve()
        const { hostname, port } = new URL(baseUrl)
        const target = `/communications/departments/${identifier}/customers/customer-1/threads`
        const answer = yield* raw(
          Number(port),
          hostname,
          `POST ${target} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
        )
        assert.match(answer, /^HTTP\/1.1 400 /)
        assert.include(answer, "path.departmentUUID: expected 1 to 128 letters, digits, '_' or '-'")
      }),
  )

  it.live("refuses other paths, other methods, other media types and large bodies", () =>
    Effect.gen(function* () {
      const baseUrl = yield* serve()
      const origin = new URL(baseUrl).origin
      for (const target of [
        "/",
        "/communications",
        `${path}`,
        `/communications${path}/`,
        `/Communications${path}`,
        "/communications/departments/a;b/customers/c/threads",
        "/%zz",
      ]) {
        const { body, status } = yield* send(`${origin}${target}`, { method: "POST", headers: json, body: "{}" })
        assert.strictEqual(`${status} ${target}`, `404 ${target}`)
        assert.include(body.errors[0]?.errorDescription, "expected POST /communications/departments/")
      }
      for (const method of ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        const { headers, status } = yield* send(`${baseUrl}${path}`, { method })
        assert.strictEqual(`${status} ${method}`, `405 ${method}`)
        assert.strictEqual(headers.get("allow"), "POST")
      }
      assert.strictEqual((yield* send(`${origin}/healthz`, { method: "POST" })).status, 405)
      assert.strictEqual((yield* post(baseUrl, "{}", { "content-type": "text/plain" })).status, 415)
      assert.strictEqual((yield* post(baseUrl, "{}", { "content-type": "application/jsonp" })).status, 415)
      assert.strictEqual(
        (yield* post(baseUrl, "{}", { "content-type": "Application/JSON; charset=utf-8" })).status,
        200,
      )
      assert.strictEqual((yield* post(baseUrl, `{}${" ".repeat(65_534)}`)).status, 200)
      assert.strictEqual((yield* post(baseUrl, `{}${" ".repeat(65_535)}`)).status, 413)
      const chunks = Array.from({ length: 20 }, () => new TextEncoder().encode(" ".repeat(10_000)))
      assert.strictEqual((yield* post(baseUrl, ReadableStream.from(chunks) as ReadableStream)).status, 413)
    }),
  )

  it.live("serves its OpenAPI document and its health", () =>
    Effect.gen(function* () {
      const origin = new URL(yield* serve()).origin
      const get = (target: string) => Effect.promise(async () => (await fetch(`${origin}${target}`)).json())
      assert.deepStrictEqual(
        yield* get("/openapi.json"),
        JSON.parse(JSON.stringify(OpenApi.fromApi(CommunicationsApi))),
      )
      assert.deepStrictEqual(yield* get("/healthz"), { status: "ok" })
    }),
  )

  it.live("authorizes its own credentials and no others", () =>
    Effect.gen(function* () {
      const baseUrl = yield* serve({ credentials })
      assert.strictEqual((yield* post(baseUrl, "{}", { ...json, ...basic("u:p") })).status, 200)
      assert.strictEqual((yield* post(baseUrl, "{}", { ...json, authorization: "basic  dTpw" })).status, 200)
      const others = [
        {},
        basic("u:"),
        basic(":p"),
        basic("u:p "),
        basic("U:p"),
        basic("u"),
        basic(""),
        { authorization: "Basic" },
        { authorization: "Bearer u:p" },
        { authorization: "Basic !!!" },
        { authorization: "Basic dTpwX" },
        { authorization: "Basic dTpw=" },
        { authorization: "Basic dTpwdTpw" },
      ]
      for (const other of others) {
        const { body, headers, status } = yield* post(baseUrl, "{}", { ...json, ...other })
        assert.strictEqual(status, 401)
        assert.include(headers.get("www-authenticate"), "Basic realm=")
        assert.strictEqual(body.errors[0]?.errorCode, "UNAUTHORIZED")
      }
    }),
  )

  it.live("does not start on a public address without credentials, or on an invalid port", () =>
    Effect.gen(function* () {
      for (const host of ["0.0.0.0", "::", "192.0.2.1", "example.test", "127.0.0.1.example.test"]) {
        assert.include(yield* Effect.flip(serve({ host })), {
          _tag: "InvalidStandInSettings",
          option: "host",
          expected: "a loopback address such as 127.0.0.1, unless a username and a password are set",
        })
      }
      for (const port of [-1, 65_536, 1.5, Number.NaN]) {
        const expected = "a whole number from 0 to 65535"
        const error = yield* Effect.flip(serve({ port }))
        assert.include(error, { _tag: "InvalidStandInSettings", option: "port", expected })
        assert.strictEqual(error.message, `port: expected ${expected}`)
      }
      const fault = yield* Effect.flip(serve({ faults: ["reset", "status=200"] }))
      assert.include(fault, { _tag: "InvalidFault", fault: "status=200", part: "status" })
      const baseUrl = yield* serve({ host: "0.0.0.0", credentials })
      assert.match(baseUrl, /^http:\/\/0\.0\.0\.0:\d+\/communications$/)
      const taken = yield* Effect.flip(serve({ port: Number(new URL(baseUrl).port) }))
      assert.strictEqual(taken._tag, "ServeError")
    }),
  )

  const failures: ReadonlyArray<readonly [reason: ThreadRepositoryErrorReason, seen?: ThreadRepositoryErrorReason]> = [
    [new Unauthenticated()],
    [new Forbidden()],
    [new NotFound()],
    [new RateLimited({})],
    [new RateLimited({ retryAfter: Duration.seconds(7) })],
    [new Rejected({ status: 422, errors: [{ errorCode: "E", errorDescription: "d", errorUid: "u" }], warnings: [] })],
    [
      new Rejected({
        status: 200,
        errors: [{ errorCode: "E", errorDescription: "d", errorUid: "u" }],
        warnings: [{ warningCode: "W" }],
      }),
    ],
    [new Unavailable({ detail: "status", status: 500 })],
    [new Unavailable({ detail: "reset" }), new Unavailable({ detail: "status", status: 503 })],
    [
      new TimedOut({ detail: "attempt", limit: Duration.seconds(1) }),
      new Unavailable({ detail: "status", status: 504 }),
    ],
    [new MalformedResponse({ detail: "json", expected: "x" }), new Unavailable({ detail: "status", status: 502 })],
  ]
  it.live.each(failures)(
    "makes the client of the library fail with the reason of the repository: %o",
    ([reason, seen]) =>
      Effect.gen(function* () {
        const failing = Layer.succeed(ThreadRepository, {
          list: () => Effect.fail(new ThreadRepositoryError({ reason, attempts: 1 })),
        })
        const baseUrl = yield* serve({}, failing)
        const settings = { baseUrl, credentials, attempts: 1 }
        const client = Layer.provide(HttpThreadRepository.layer(settings), NodeHttpClient.layerUndici)
        const { customerUuid, departmentUuid } = held
        const error = yield* ThreadRepository.use(({ list }) =>
          list(new ThreadQuery({ departmentUuid, customerUuid })),
        ).pipe(Effect.provide(client), Effect.flip)
        assert.deepStrictEqual(error._tag === "ThreadRepositoryError" && { ...error.reason }, { ...(seen ?? reason) })
      }),
  )

  it.live("hides a defect of the repository", () =>
    Effect.gen(function* () {
      const dying = Layer.succeed(ThreadRepository, { list: () => Effect.die(new Error("secret")) })
      const broken = yield* post(yield* serve({}, dying), "{}")
      assert.strictEqual(broken.status, 500)
      assert.notInclude(JSON.stringify(broken.body), "secret")
    }),
  )

  it.live("stops and closes its connections, even if a client keeps them open", () =>
    Effect.gen(function* () {
      const closed = yield* Effect.scoped(
        Effect.gen(function* () {
          const { port } = new URL(yield* serve())
          const idle = connect(Number(port), "127.0.0.1")
          const half = connect(Number(port), "127.0.0.1")
          half.write(
            `POST /communications${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
          )
          const ended = Promise.all(
            [idle, half].map((socket) => new Promise((resolve) => socket.on("close", resolve).on("error", () => {}))),
          )
          yield* Effect.sleep("100 millis")
          return { ended, port: Number(port) }
        }),
      )
      yield* Effect.promise(() => closed.ended).pipe(Effect.timeout("2 seconds"))
      const refused = yield* Effect.flip(Effect.tryPromise(() => fetch(`http://127.0.0.1:${closed.port}/healthz`)))
      assert.include(String((refused.cause as Error).cause), "ECONNREFUSED")
    }),
  )
})

/** Sends raw bytes, and returns the bytes that the server writes back. */
const raw = (port: number, host: string, bytes: string) =>
  Effect.callback<string>((resume) => {
    let text = ""
    connect(port, host)
      .on("data", (chunk) => {
        text += chunk.toString("utf8")
      })
      .on("close", () => resume(Effect.succeed(text)))
      .on("error", () => {})
      .end(bytes)
  })
