import type { Socket } from "node:net"
import { threads } from "@customer-threads/domain/testing"
import { threadToJson } from "@customer-threads/http-api"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"
import { runThreads, startThreads } from "../../../test/support/runThreads.ts"

const secrets = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }
const ids = ["--department", "d", "--customer", "c"]

const canaries = ["canary-user", "canary-password", Buffer.from("canary-user:canary-password").toString("base64")]

const run = Effect.fnUntraced(function* (args: ReadonlyArray<string>, env: Record<string, string> = {}) {
  const ended = yield* runThreads(args, { env: { ...secrets, ...env } })
  for (const canary of canaries) assert.notInclude(ended.stdout + ended.stderr, canary)
  return ended
})

const body = (customerThreads: unknown, more: object = {}) =>
  JSON.stringify({ customerThreads, requestUUID: "r-1", errors: [], warnings: [], ...more })

const one = { id: 7, archived: false, closed: true, departmentUuid: "d", customerUuid: "c" }

const answering = (answer: string | ((socket: Socket) => void)) =>
  rawServer((socket) => {
    if (typeof answer === "string") socket.write(answer)
    else answer(socket)
  })

describe("threads list", () => {
  it.live("sends a foreign server exactly the documented method, path, headers and body", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body([])))
      const args = ["--assignee", "u", "--no-archived", "--closed", "--max-results", "5"]
      const sort = ["--sort", "last-delegation-on", "--order", "asc"]
      const ended = yield* run(["list", ...ids, ...args, ...sort, "--base-url", server.baseUrl])
      assert.deepStrictEqual(ended, { code: 0, stdout: "", stderr: "No threads match.\n" })
      assert.lengthOf(server.requests, 1)
      const sent =
        '{"assigneeUserUUID":"u","isArchived":false,"isClosed":true,"maxResults":5,"sortOrderKey":"LAST_DELEGATION_ON","sortOrder":"ASC"}'
      assert.deepStrictEqual(server.requests[0], {
        requestLine: "POST /communications/departments/d/customers/c/threads HTTP/1.1",
        headers: {
          host: `127.0.0.1:${server.port}`,
          connection: "keep-alive",
          accept: "application/json",
          "accept-encoding": "identity",
          authorization: `Basic ${canaries[2]}`,
          "content-type": "application/json",
          "content-length": String(sent.length),
        },
        body: sent,
      })
    }),
  )

  it.live("takes the department and the address from the environment, and a flag over it", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body([one])))
      const env = { THREADS_DEPARTMENT: "from-env", THREADS_BASE_URL: server.baseUrl }
      assert.strictEqual((yield* run(["list", "--customer", "c"], env)).code, 0)
      assert.strictEqual((yield* run(["list", "--customer", "c", "--department", "flag"], env)).code, 0)
      assert.deepStrictEqual(
        server.requests.map(({ requestLine }) => requestLine.split("/")[3]),
        ["from-env", "flag"],
      )
    }),
  )

  it.live("prints a table that lines up, and what may reach no terminal escaped", () =>
    Effect.gen(function* () {
      const full = {
        ...one,
        id: 12_345_678_901,
        archived: true,
        userUuid: "漢字\u001b[31m\u202e",
        lastMessageOn: "2025-03-28T11:34:43.272Z",
        lastDelegationOn: 0,
        isWaitingForResponse: true,
      }
      const server = yield* answering(
        http(200, body([full, { ...one, userUuid: "ann" }], { warnings: [{ warningCode: "W\u0007" }] })),
      )
      const ended = yield* run(["list", ...ids, "--max-results", "2", "--base-url", server.baseUrl])
      assert.strictEqual(ended.code, 0)
      assert.deepStrictEqual(ended.stdout.split("\n"), [
        "ID           LAST MESSAGE          LAST DELEGATION       STATE                            ASSIGNEE",
        "12345678901  2025-03-28 11:34:43Z  1970-01-01 00:00:00Z  ● waiting  ✓ closed  ▪ archived  漢字\\u{1b}[31m\\u{202e}",
        "7            -                     -                     ✓ closed                         ann",
        "",
      ])
      assert.strictEqual(
        ended.stderr,
        "Warning from the service: W\\u{7}\nThere may be more threads: the list was cut off at --max-results 2.\n",
      )
    }),
  )

  it.live("prints JSON that is what the service sent, under its own names and formats, and safe to print", () =>
    Effect.gen(function* () {
      const [sampled] = yield* Arbitrary.sampleEffect(threads, { count: 1, size: 30, seed: "json" })
      const sent = [...sampled!.map(threadToJson), { ...one, id: -77, userUuid: "\u0085\u202e\u2028" }]
      const server = yield* answering(http(200, body(sent)))
      const ended = yield* run(["list", ...ids, "--format", "json", "--base-url", server.baseUrl])
      assert.deepStrictEqual(JSON.parse(ended.stdout), JSON.parse(JSON.stringify(sent)))
      assert.notMatch(ended.stdout.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      assert.strictEqual(ended.stderr, "")
      const empty = yield* answering(http(200, body([])))
      assert.strictEqual((yield* run(["list", ...ids, "--format", "json", "--base-url", empty.baseUrl])).stdout, "[]\n")
    }),
  )

  const answers: ReadonlyArray<readonly [what: string, answer: string, code: number, said: string]> = [
    ["a 401", http(401, ""), 3, "refused the credentials"],
    ["a 403", http(403, ""), 3, "do not allow this"],
    ["a 404", http(404, ""), 4, "no such address"],
    ["a 422", http(422, ""), 4, "refused the request"],
    ["errors in a 200", http(200, body([], { errors: [{ errorCode: "E1", errorUID: "u1" }] })), 4, "E1 (errorUID u1)"],
    ["a 429", http(429, "", { "retry-after": "7" }), 5, "try again in 7s"],
    ["a 503", http(503, ""), 5, "is failing (HTTP 503)"],
    ["a redirect", http(302, "", { location: "https://example.test" }), 6, "redirects are never followed"],
    ["a web page", http(200, "<html>", { "content-type": "text/html" }), 6, "not application/json"],
    ["half a thread", http(200, body([{ id: 1 }])), 6, "customerThreads[0].archived: is missing"],
  ]
  it.live.each(answers)("ends %s with one line and its exit code", ([, answer, code, said]) =>
    Effect.gen(function* () {
      const server = yield* answering(answer)
      const ended = yield* run(["list", ...ids, "--base-url", server.baseUrl], { THREADS_ATTEMPTS: "1" })
      assert.strictEqual(ended.code, code)
      assert.strictEqual(ended.stdout, "")
      assert.match(ended.stderr, /^threads: [^\n]+\n$/)
      assert.include(ended.stderr, said)
    }),
  )

  it.live("ends with 5 when nobody answers at the address", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* Effect.scoped(answering(""))
      const ended = yield* run(["list", ...ids, "--base-url", baseUrl])
      assert.strictEqual(ended.code, 5)
      assert.match(ended.stderr, /^threads: No connection to the service could be made[^\n]+\n$/)
    }),
  )

  it.live("ends with 130 when it is interrupted, and closes its connection", () =>
    Effect.gen(function* () {
      const server = yield* answering(() => {})
      const { child, ended } = yield* startThreads(["list", ...ids, "--base-url", server.baseUrl], { env: secrets })
      yield* Effect.sleep("20 millis").pipe(Effect.repeat({ until: () => server.requests.length > 0, times: 500 }))
      child.kill("SIGINT")
      assert.deepStrictEqual(yield* ended, { code: 130, stdout: "", stderr: "" })
      yield* server.drained
    }),
  )

  it.live("is not sent without credentials, and says where to put them", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body([])))
      const args = ["list", ...ids, "--base-url", server.baseUrl]
      const none = yield* runThreads(args)
      assert.strictEqual(none.code, 3)
      assert.match(none.stderr, /^threads: [^\n]*THREADS_USERNAME and THREADS_PASSWORD[^\n]*\n$/)
      const half = yield* runThreads(args, { env: { THREADS_PASSWORD: "canary-password" } })
      assert.strictEqual(half.code, 2)
      assert.match(half.stderr, /^threads: THREADS_PASSWORD is set, but not THREADS_USERNAME; set both.\n$/)
      assert.lengthOf(server.requests, 0)
    }),
  )

  const wrong: ReadonlyArray<readonly [args: ReadonlyArray<string>, said: string]> = [
    [["--customer", "c"], "There is no department; give --department ID or set THREADS_DEPARTMENT"],
    [["--department", "d"], "--customer"],
    [["--department", "..", "--customer", "c"], "--department: expected 1 to 128 letters, digits, '_' or '-'"],
    [["--department", "d", "--customer", "a/b\u001b[2J"], "--customer: expected 1 to 128 letters"],
    [[...ids, "--customer", "other"], "--customer"],
    [[...ids, "--assignee", ""], "--assignee: expected an identifier"],
    [[...ids, "--archived=maybe"], "--archived"],
    [[...ids, "--max-results", "-1"], "--max-results: expected a whole number from 0 to 2147483647"],
    [[...ids, "--max-results", "2147483648"], "--max-results: expected a whole number from 0 to 2147483647"],
    [[...ids, "--max-results", "1e3"], "--max-results: expected a whole number"],
    [[...ids, "--max-results", ""], "--max-results: expected a whole number"],
    [[...ids, "--sort", "id"], "--sort"],
    [[...ids, "--order", "up\u001b[2J"], "--order"],
    [[...ids, "--format", "xml"], "--format"],
    [[...ids, "--colsed"], "--colsed"],
    [[...ids, "extra"], "extra"],
    [[...ids, "--base-url", "http://example.test"], "must begin with https://"],
    [[...ids, "--base-url", "https://user:canary-password@example.test"], "holds a user name or password"],
  ]
  it.live.each(wrong)("refuses %j with a line that says what is wrong, and sends nothing", ([args, said]) =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body([])))
      const ended = yield* run(["list", ...args], { THREADS_BASE_URL: server.baseUrl })
      assert.strictEqual(ended.code, 2)
      assert.strictEqual(ended.stdout, "")
      assert.match(ended.stderr, /^threads: [^\n]+\n(See: threads list --help\n)?$/)
      assert.include(ended.stderr, said)
      assert.notInclude(ended.stderr, "\u001b")
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live.each([
    [{ THREADS_ATTEMPTS: "many" }, "THREADS_ATTEMPTS: expected a string representing a finite number"],
    [{ THREADS_ATTEMPTS: "0" }, "attempts must be a whole number from 1 to 10"],
    [{ THREADS_OVERALL_TIMEOUT: "soon" }, "THREADS_OVERALL_TIMEOUT: expected a valid Duration string"],
    [{ THREADS_OVERALL_TIMEOUT: "2 days" }, "overallTimeout must be a duration from 0 to 1h"],
  ] as const)("refuses the setting %j, and sends nothing", ([env, said]) =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body([])))
      const ended = yield* run(["list", ...ids, "--base-url", server.baseUrl], env)
      assert.strictEqual(ended.code, 2)
      assert.match(ended.stderr, /^threads: [^\n]+\n$/)
      assert.include(ended.stderr, said)
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live("asks again when that can help, and says after how many attempts it gave up", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(503, ""))
      const ended = yield* run(["list", ...ids, "--base-url", server.baseUrl])
      assert.strictEqual(ended.code, 5)
      assert.include(ended.stderr, "is failing (HTTP 503), after 3 attempts; try again later.")
      assert.lengthOf(server.requests, 3)
    }),
  )

  it.live(
    "exports its traces and metrics where OTEL_EXPORTER_OTLP_ENDPOINT says, without a secret or an identifier",
    () =>
      Effect.gen(function* () {
        const server = yield* answering(http(200, body([one])))
        const collector = yield* answering(http(200, "{}"))
        const endpoint = `http://127.0.0.1:${collector.port}`
        const ended = yield* run(
          ["list", "--department", "canary-department", "--customer", "canary-customer", "--base-url", server.baseUrl],
          {
            OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
          },
        )
        assert.strictEqual(ended.code, 0, ended.stderr)
        const exported = collector.requests.map(({ body: sent, requestLine }) => `${requestLine}\n${sent}`).join("\n")
        assert.include(exported, "POST /v1/traces")
        assert.include(exported, "POST /v1/metrics")
        assert.include(exported, "HttpThreadRepository.list")
        assert.include(exported, "HttpThreadRepository.attempt")
        assert.include(exported, "/departments/:departmentUUID/customers/:customerUUID/threads")
        assert.include(exported, "threads.client.calls")
        for (const canary of [...canaries, "canary-"]) assert.notInclude(exported, canary)
      }),
  )

  it.live("refuses a setting that cannot be used, and sends nothing", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body([])))
      const ended = yield* runThreads(["list", ...ids], {
        env: { ...secrets, THREADS_USERNAME: "canary:user", THREADS_BASE_URL: server.baseUrl },
      })
      assert.strictEqual(ended.code, 2)
      assert.match(ended.stderr, /^threads: The username holds a colon or a control character[^\n]*\n$/)
      assert.notInclude(ended.stderr, "canary")
      assert.lengthOf(server.requests, 0)
    }),
  )
})
