import type { IncomingMessage } from "node:http"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"
import { getCACertificates, setDefaultCACertificates } from "node:tls"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { http, rawServer } from "../../../../../test/support/rawServer.ts"
import { selfSigned } from "../../../../../test/support/selfSigned.ts"
import { canaries, canaryAuthorization, type Options, run } from "../../../test/support/inProcess.ts"
import { transport } from "../../service/transport.ts"

const scope = ["--department", "canary-department", "--customer", "canary-customer"]

interface Reported {
  readonly check: string
  readonly status: string
  readonly detail: string
  readonly fix?: string
}

/** Runs the doctor. Every finding has a detail, and a fix unless it is `ok`. */
const examine = Effect.fnUntraced(function* (args: ReadonlyArray<string>, options: Options = {}) {
  const { exitCode, stderr, stdout } = yield* run(["doctor", ...args, "--format", "json"], {
    ...options,
    env: { ...canaries, ...options.env },
    http: transport,
  })
  const checks = JSON.parse(stdout) as ReadonlyArray<Reported>
  for (const { detail, fix, status } of checks) {
    assert.isNotEmpty(detail)
    assert.strictEqual(fix === undefined, status === "ok")
  }
  const found = (check: string): Reported => checks.find((one) => one.check === check) ?? assert.fail(check)
  const statuses = checks.map(({ status }) => status).join(", ")
  const error = stderr === "" ? undefined : JSON.parse(stderr).error
  return { exitCode, found, statuses, error }
})

const body = JSON.stringify({ customerThreads: [], requestUUID: "canary-request", errors: [], warnings: [] })
const now = () => ({ date: new Date().toUTCString() })

/** Sends to HEAD the headers alone, and to any other request the given response. */
const responding = (answer: string, headers: () => Record<string, string> = now) =>
  rawServer((socket, { requestLine }) => {
    if (requestLine.startsWith("HEAD")) socket.write(http(404, "", { ...headers(), "content-length": "0" }))
    else socket.write(answer)
  })

/** Starts an https server. The program trusts its certificate if `isTrusted` is true. */
const secure = Effect.fnUntraced(function* (validity: Parameters<typeof selfSigned>[0], isTrusted: boolean) {
  const { cert, key } = selfSigned(validity)
  const trusted = getCACertificates("default")
  yield* Effect.acquireRelease(
    Effect.sync(() => isTrusted && setDefaultCACertificates([...trusted, cert])),
    () => Effect.sync(() => setDefaultCACertificates(trusted)),
  )
  const requests: Array<Pick<IncomingMessage, "method" | "headers">> = []
  const server = createServer({ cert, key }, (request, response) => {
    requests.push(request)
    response.writeHead(request.method === "HEAD" ? 404 : 200, { "content-type": "application/json" })
    response.end(request.method === "HEAD" ? undefined : body)
  })
  yield* Effect.acquireRelease(
    Effect.callback<void>((resume) => void server.listen(0, "127.0.0.1", () => resume(Effect.void))),
    () =>
      Effect.callback<void>((resume) => {
        server.closeAllConnections()
        server.close(() => resume(Effect.void))
      }),
  )
  return { baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}/communications`, requests }
})

/** Waits for something that happens on a socket, whatever the test clock says. */
const until = (isSo: () => boolean) =>
  Effect.promise(async () => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
  })

describe("threads doctor", () => {
  it.live("finds all well over TLS, and sends the credentials only with the query for one thread", () =>
    Effect.gen(function* () {
      const { baseUrl, requests } = yield* secure({ until: 100 }, true)
      const { exitCode, found, statuses } = yield* examine([...scope, "--base-url", baseUrl])
      assert.strictEqual(statuses, "ok, ok, ok, ok, ok, ok, ok")
      assert.strictEqual(exitCode, 0)
      assert.match(found("TLS").detail, /^TLSv1\.3.* \d{4}-\d\d-\d\d$/)
      assert.match(found("credentials").detail, /environment \(THREADS_PASSWORD\)$/)
      assert.deepStrictEqual(
        requests.map(({ headers, method }) => [method, headers.authorization]),
        [
          ["HEAD", undefined],
          ["POST", canaryAuthorization],
        ],
      )
    }),
  )

  it.live.each([
    ["is self-signed", { until: 100 }, false, /SELF_SIGNED/, /NODE_EXTRA_CA_CERTS/],
    ["has expired", { until: -1 }, true, /CERT_HAS_EXPIRED/, /clock.*vendor/],
    ["is not valid yet", { from: 1, until: 100 }, true, /CERT_NOT_YET_VALID/, /clock/],
    ["is for another address", { until: 100, address: "127.0.0.9" }, true, /ERR_TLS_CERT_ALTNAME_INVALID/, /host name/],
  ] as const)("sends nothing to a server whose certificate %s", ([, validity, isTrusted, detail, fix]) =>
    Effect.gen(function* () {
      const { baseUrl, requests } = yield* secure(validity, isTrusted)
      const { error, exitCode, found, statuses } = yield* examine([...scope, "--base-url", baseUrl])
      assert.strictEqual(statuses, "ok, ok, ok, failed, not checked, not checked, not checked")
      assert.strictEqual(exitCode, 5)
      assert.match(found("TLS").detail, detail)
      assert.match(found("TLS").fix ?? "", fix)
      assert.strictEqual(error.fix, found("TLS").fix)
      assert.lengthOf(requests, 0)
    }),
  )

  it.live("sends no credentials while NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off", () =>
    Effect.gen(function* () {
      const { baseUrl, requests } = yield* secure({ until: 100 }, false)
      const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0" }
      const { stdout, stderr } = yield* run(["doctor", ...scope, "--base-url", baseUrl], {
        env: { ...canaries, ...env },
        http: transport,
      })
      assert.match(
        stdout,
        /\nTLS +failed +NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off\n +-> unset it\n/,
      )
      assert.match(stderr, /^Warning: NODE_TLS_REJECT_UNAUTHORIZED=0 [^\n]+\nthreads: TLS: /)
      assert.lengthOf(requests, 0)
    }),
  )

  it.live("warns of a certificate that expires within 14 days, and continues", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* secure({ until: 13.5 }, true)
      const { exitCode, found, statuses } = yield* examine([...scope, "--base-url", baseUrl])
      assert.strictEqual(statuses, "ok, ok, ok, warning, ok, ok, ok")
      assert.strictEqual(exitCode, 0)
      assert.match(found("TLS").detail, /\b13 days\b/)
    }),
  )

  const failedTls = "ok, ok, ok, failed, not checked, not checked, not checked"

  it.live("fails at TLS if the server does not speak it", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* rawServer(
        () => {},
        (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
      )
      const ended = yield* examine([...scope, "--base-url", baseUrl.replace("http:", "https:")])
      assert.deepStrictEqual([ended.statuses, ended.exitCode], [failedTls, 5])
    }),
  )

  it.effect("fails at TLS after 3 seconds if the server never ends the handshake", () =>
    Effect.gen(function* () {
      let connections = 0
      const { baseUrl } = yield* rawServer(
        () => {},
        () => {
          connections += 1
        },
      )
      const running = yield* Effect.forkChild(examine([...scope, "--base-url", baseUrl.replace("http:", "https:")]))
      // The first connection is that of the connection check.
      yield* until(() => connections === 2)
      yield* TestClock.adjust("3 seconds")
      const ended = yield* Fiber.join(running)
      assert.deepStrictEqual([ended.statuses, ended.exitCode], [failedTls, 5])
    }),
  )

  it.live.each([
    [401, 3, /username and the password/],
    [403, 3, /ask the vendor/],
    [404, 4, /base URL/],
    [422, 4, /threads list/],
    [429, 5, /7s/],
    [503, 5, /7s/],
    [302, 6, /base URL/],
  ] as const)("prints what to do about a %i to the query with credentials, and ends with %i", ([status, code, fix]) =>
    Effect.gen(function* () {
      const vendors = JSON.stringify({ errors: [{ errorCode: "canary", errorDescription: "no canary-customer" }] })
      const server = yield* responding(http(status, vendors, { "retry-after": "7", location: "/canary-customer" }))
      const { error, exitCode, found, statuses } = yield* examine([...scope, "--base-url", server.baseUrl])
      assert.strictEqual(statuses, "ok, ok, ok, not checked, ok, ok, failed")
      assert.strictEqual(exitCode, code)
      assert.match(found("credentials").fix ?? "", fix)
      assert.strictEqual(error.fix, found("credentials").fix)
      assert.lengthOf(server.requests, 2)
      assert.strictEqual(server.requests[1]?.body, '{"maxResults":1}')
    }),
  )

  it.live.each([
    ["neither department nor customer", []],
    ["a department alone", scope.slice(0, 2)],
    ["a customer alone", scope.slice(2)],
  ] as const)("does not try the credentials with %s, and prints what to give", ([, args]) =>
    Effect.gen(function* () {
      const server = yield* responding(http(200, body))
      const { exitCode, found } = yield* examine([...args, "--base-url", server.baseUrl])
      assert.strictEqual(exitCode, 0)
      assert.strictEqual(found("credentials").status, "not checked")
      assert.match(found("credentials").fix ?? "", /--department ID .*--customer ID/)
      assert.deepStrictEqual(
        server.requests.map(({ requestLine }) => requestLine.split(" ")[0]),
        ["HEAD"],
      )
    }),
  )

  it.live("reads the department and the base URL from the environment", () =>
    Effect.gen(function* () {
      const server = yield* responding(http(200, body))
      const env = { THREADS_DEPARTMENT: "canary-department", THREADS_BASE_URL: server.baseUrl }
      assert.strictEqual((yield* examine(scope.slice(2), { env })).found("credentials").status, "ok")
    }),
  )

  it.live("reads the password from stdin once, with --password-stdin", () =>
    Effect.gen(function* () {
      const server = yield* responding(http(200, body))
      const { exitCode, stderr, stdout } = yield* run(
        ["doctor", ...scope, "--password-stdin", "--base-url", server.baseUrl],
        { env: { THREADS_USERNAME: "canary-user" }, stdin: "canary-password\n", http: transport },
      )
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      assert.match(stdout, /^credentials +ok .*standard input$/m)
      assert.strictEqual(server.requests.at(-1)?.headers.authorization, canaryAuthorization)
    }),
  )

  it.live.each([
    ["missing", {}, 3, /THREADS_USERNAME/],
    ["incomplete", { THREADS_PASSWORD: "x" }, 2, /THREADS_USERNAME/],
    ["malformed", { THREADS_USERNAME: "canary:user", THREADS_PASSWORD: "x" }, 2, /colon/],
  ] as const)("reports credentials that are %s, and sends none", ([, env, code, problem]) =>
    Effect.gen(function* () {
      const server = yield* responding(http(200, body))
      const ended = yield* run(["doctor", ...scope, "--base-url", server.baseUrl], { env, http: transport })
      assert.strictEqual(ended.exitCode, code)
      assert.match(ended.stderr, /^threads: credentials: [^\n]+\n$/)
      assert.match(ended.stderr, problem)
      assert.match(ended.stdout, /^credentials +failed /m)
      assert.deepStrictEqual(
        server.requests.map(({ headers }) => headers.authorization),
        [undefined],
      )
    }),
  )

  it.effect("reports all settings that are wrong at once, and sends nothing", () =>
    Effect.gen(function* () {
      const url = "http://canary-user:canary-password@localhost/"
      const env = { THREADS_BASE_URL: url, THREADS_MAX_BODY_BYTES: "-1", THREADS_DEPARTMENT: "canary/department" }
      const { exitCode, found, statuses } = yield* examine(scope.slice(2), { env })
      assert.strictEqual(statuses, `failed, ${Array.from({ length: 6 }, () => "not checked").join(", ")}`)
      assert.strictEqual(exitCode, 2)
      assert.match(found("settings").detail, /BASE_URL.*MAX_BODY_BYTES.*DEPARTMENT/)
    }),
  )

  it.live("fails at a name that does not resolve", () =>
    Effect.gen(function* () {
      const { exitCode, statuses } = yield* examine(["--base-url", "https://no-such-host.invalid/communications"])
      assert.strictEqual(statuses, "ok, failed, not checked, not checked, not checked, not checked, not checked")
      assert.strictEqual(exitCode, 5)
    }),
  )

  it.live("fails at a port that nobody listens on", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* Effect.scoped(rawServer(() => {}))
      const { exitCode, found, statuses } = yield* examine(["--base-url", baseUrl])
      assert.strictEqual(statuses, "ok, ok, failed, not checked, not checked, not checked, not checked")
      assert.match(found("connection").detail, /ECONNREFUSED/)
      assert.strictEqual(exitCode, 5)
    }),
  )

  const noon = Date.parse("2025-03-28T12:00:00Z")
  it.effect.each([
    ["Fri, 28 Mar 2025 11:56:00 GMT", "ok", /4m/],
    ["Fri, 28 Mar 2025 12:00:00 GMT", "ok", /agrees/],
    ["Fri, 28 Mar 2025 09:50:00 GMT", "warning", /2h 10m ahead/],
    ["Fri, 28 Mar 2025 12:10:00 GMT", "warning", /10m behind/],
    ["today", "not checked", /./],
    [undefined, "not checked", /./],
  ] as const)("compares the clock at noon with the date %s of the service: %s", ([date, status, detail]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(noon)
      const server = yield* responding(http(200, body), () => (date === undefined ? {} : { date }))
      const { exitCode, found } = yield* examine(["--base-url", server.baseUrl])
      assert.strictEqual(exitCode, 0)
      assert.strictEqual(found("clock").status, status)
      assert.match(found("clock").detail, detail)
    }),
  )

  it.live("ends with 6 if the server does not speak HTTP", () =>
    Effect.gen(function* () {
      const ssh = yield* rawServer((socket) => void socket.end("SSH-2.0-OpenSSH_9.2\r\n"))
      const { exitCode, found } = yield* examine(["--base-url", ssh.baseUrl])
      assert.strictEqual(found("response").status, "failed")
      assert.strictEqual(exitCode, 6)
    }),
  )

  it.effect("ends with 5 after 15 seconds if the server says nothing", () =>
    Effect.gen(function* () {
      const server = yield* rawServer(() => {})
      const running = yield* Effect.forkChild(examine([...scope, "--base-url", server.baseUrl]))
      yield* until(() => server.requests.length === 1)
      yield* TestClock.adjust("3 seconds")
      yield* until(() => server.requests.length === 2)
      yield* TestClock.adjust("12 seconds")
      const { exitCode, found, statuses } = yield* Fiber.join(running)
      assert.strictEqual(statuses, "ok, ok, ok, not checked, failed, not checked, failed")
      assert.match(found("credentials").detail, /\b12s\b/)
      assert.strictEqual(exitCode, 5)
    }),
  )

  it.effect("prints a table by default", () =>
    Effect.gen(function* () {
      const server = yield* responding(http(200, body), () => ({ date: "Thu, 01 Jan 1970 00:00:00 GMT" }))
      const ended = yield* run(["doctor", ...scope, "--base-url", server.baseUrl], { env: canaries, http: transport })
      assert.deepStrictEqual([ended.exitCode, ended.stderr], [0, ""])
      assert.deepStrictEqual(
        ended.stdout
          .trimEnd()
          .split("\n")
          .map((line) => line.split(/ {2,}/).slice(0, 2)),
        [
          ["CHECK", "RESULT"],
          ["settings", "ok"],
          ["name resolution", "ok"],
          ["connection", "ok"],
          ["TLS", "not checked"],
          ["response", "ok"],
          ["clock", "ok"],
          ["credentials", "ok"],
        ],
      )
      assert.match(ended.stdout, new RegExp(`^settings +ok +${server.baseUrl}$`, "m"))
    }),
  )

  it.live.each([
    ["green and red on a terminal", { terminal: {} }, "\u001b[32mok\u001b[39m", "\u001b[31mfailed\u001b[39m"],
    ["no colours in a file", {}, " ok ", " failed "],
  ] as const)("prints %s", ([, options, ok, failed]) =>
    Effect.gen(function* () {
      const { baseUrl } = yield* Effect.scoped(rawServer(() => {}))
      const { stdout } = yield* run(["doctor", "--base-url", baseUrl], { ...options, env: canaries })
      assert.include(stdout, ok)
      assert.include(stdout, failed)
      assert.match(stdout, /-> check /)
    }),
  )
})
