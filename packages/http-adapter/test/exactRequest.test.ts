import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository, UserUuid } from "@customer-threads/domain"
import { type HttpSettingsInput, HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Layer, Redacted } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"

const ids = { departmentUuid: DepartmentUuid.make("Dept_1-x"), customerUuid: CustomerUuid.make("0123456789abcdef") }
const nothing = http(200, JSON.stringify({ customerThreads: [], requestUUID: "r-1", errors: [], warnings: [] }))
const credentials = { username: Redacted.make("subscriber"), password: Redacted.make("pa:ss wörd") }

const listFrom = (baseUrl: string, query: ThreadQuery) =>
  ThreadRepository.use((repository) => repository.list(query)).pipe(
    Effect.provide(Layer.provide(HttpThreadRepository.layer({ baseUrl, credentials }), NodeHttpClient.layerUndici)),
  )

/** Sends the request of a query to a server, and returns it as it was received. */
const requestOf = Effect.fnUntraced(function* (query: ThreadQuery) {
  const server = yield* rawServer((socket) => socket.write(nothing))
  const list = yield* listFrom(server.baseUrl, query)
  assert.strictEqual(list.requestUuid, "r-1")
  assert.lengthOf(server.requests, 1)
  return { port: server.port, ...server.requests[0]! }
})

describe("the request", () => {
  it.live("is exactly the documented one: method, path, headers, and {} for no filter", () =>
    Effect.gen(function* () {
      const { body, headers, port, requestLine } = yield* requestOf(new ThreadQuery(ids))
      assert.strictEqual(
        requestLine,
        "POST /communications/departments/Dept_1-x/customers/0123456789abcdef/threads HTTP/1.1",
      )
      assert.deepStrictEqual(headers, {
        host: `127.0.0.1:${port}`,
        connection: "keep-alive",
        accept: "application/json",
        "accept-encoding": "identity",
        authorization: `Basic ${Buffer.from("subscriber:pa:ss wörd").toString("base64")}`,
        "content-type": "application/json",
        "content-length": "2",
      })
      assert.strictEqual(body, "{}")
    }),
  )

  it.live("has every filter under the vendor's name, and only those of the query", () =>
    Effect.gen(function* () {
      const full = yield* requestOf(
        new ThreadQuery({
          ...ids,
          assigneeUserUuid: UserUuid.make("ü\n"),
          isArchived: true,
          isClosed: false,
          maxResults: 0,
          sortOrderKey: "LAST_DELEGATION_ON",
          sortOrder: "ASC",
        }),
      )
      assert.strictEqual(
        full.body,
        '{"assigneeUserUUID":"ü\\n","isArchived":true,"isClosed":false,"maxResults":0,"sortOrderKey":"LAST_DELEGATION_ON","sortOrder":"ASC"}',
      )
      const one = yield* requestOf(new ThreadQuery({ ...ids, isClosed: false }))
      assert.strictEqual(one.body, '{"isClosed":false}')
    }),
  )

  it.live("sends no tracing header, even inside a span", () =>
    Effect.gen(function* () {
      const { headers } = yield* requestOf(new ThreadQuery(ids)).pipe(Effect.withSpan("outside"))
      assert.notProperty(headers, "traceparent")
      assert.notProperty(headers, "b3")
    }),
  )

  it.live("goes to the base URL with or without a slash at its end", () =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(nothing))
      yield* listFrom(`${server.baseUrl}//`, new ThreadQuery(ids))
      assert.include(server.requests[0]?.requestLine, " /communications/departments/Dept_1-x/")
    }),
  )
})

describe("the settings", () => {
  const refused = (settings: Partial<HttpSettingsInput>) =>
    Effect.flip(
      Layer.build(
        Layer.provide(
          HttpThreadRepository.layer({ baseUrl: "https://api.example.test/x", credentials, ...settings }),
          NodeHttpClient.layerUndici,
        ),
      ),
    )

  it.live.each([
    "",
    "api.example.test",
    "http://api.example.test",
    "http://127.0.0.1.example.test",
    "http://localhost.example.test",
    "http://128.0.0.1",
    "ftp://127.0.0.1",
    "https://canary@api.example.test",
    "https://:canary@api.example.test",
    "https://api.example.test/?a=canary",
    "https://api.example.test/?",
    "https://api.example.test/#canary",
  ])("refuse the base URL %j", (baseUrl) =>
    Effect.map(refused({ baseUrl }), (error) => {
      assert.strictEqual(error._tag, "InvalidHttpSettings")
      assert.match(error.message, /^baseUrl: expected an https:\/\/ address .*, such as https:\/\/api\.mykaarma\.com/)
      assert.notInclude(error.message, "canary")
    }),
  )

  it.live.each([
    "http://127.0.0.1",
    "http://localhost:8080",
    "http://127.9.9.9:1/x",
    "http://[::1]:8080",
    "https://api.example.test",
  ])("accept the base URL %s", (baseUrl) =>
    Layer.build(Layer.provide(HttpThreadRepository.layer({ baseUrl, credentials }), NodeHttpClient.layerUndici)),
  )

  it.live.each([
    { username: "a:canary", password: "p" },
    { username: "", password: "canary" },
    { username: "canary\n", password: "p" },
    { username: "u", password: "" },
    { username: "u", password: "canary\u0000" },
  ])("refuse credentials that HTTP Basic cannot carry, without printing them: %j", ({ password, username }) =>
    Effect.map(
      refused({ credentials: { username: Redacted.make(username), password: Redacted.make(password) } }),
      ({ message }) => {
        assert.match(message, /^(username|password): expected /)
        assert.notInclude(message, "canary")
      },
    ),
  )

  it.live("are read from the environment by layerConfig", () =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(nothing))
      const env = { THREADS_BASE_URL: server.baseUrl, THREADS_USERNAME: "u", THREADS_PASSWORD: "p" }
      yield* ThreadRepository.use((repository) => repository.list(new ThreadQuery(ids))).pipe(
        Effect.provide(Layer.provide(HttpThreadRepository.layerConfig, NodeHttpClient.layerUndici)),
        Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))),
      )
      assert.strictEqual(server.requests[0]?.headers.authorization, `Basic ${Buffer.from("u:p").toString("base64")}`)
    }),
  )

  it.live.each([
    ["THREADS_BASE_URL", "http://canary.example.test"],
    ["THREADS_USERNAME", "canary:"],
    ["THREADS_PASSWORD", "canary\n"],
    ["THREADS_USERNAME", undefined],
    ["THREADS_PASSWORD", ""],
  ] as const)("are refused by layerConfig if %s is wrong or missing, without its value", ([name, value]) =>
    Effect.gen(function* () {
      const set = { THREADS_USERNAME: "u", THREADS_PASSWORD: "p", [name]: value }
      const env = Object.fromEntries(Object.entries(set).filter(([, text]) => text !== undefined)) as Record<
        string,
        string
      >
      const error = yield* Layer.build(
        Layer.provide(HttpThreadRepository.layerConfig, NodeHttpClient.layerUndici),
      ).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))), Effect.flip)
      assert.strictEqual(error._tag, "InvalidHttpSettings")
      assert.match(error.message, new RegExp(`^${name}: expected .*`))
      if (value === undefined || value === "") assert.include(error.message, "set it in the environment")
      assert.notInclude(error.message, "canary")
    }),
  )
})
