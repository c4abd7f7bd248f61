import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import type { IncomingMessage } from "node:http"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"
import { runThreads } from "../../../test/support/runThreads.ts"
import { selfSigned } from "../../../test/support/selfSigned.ts"

const secrets = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }
const scope = ["--department", "canary-department", "--customer", "canary-customer"]

interface Reported {
  readonly check: string
  readonly status: string
  readonly detail: string
  readonly fix?: string
}

/** Runs the doctor, holds what it prints to name no secret and no identifier, and to give a fix for all that is not well. */
const examine = Effect.fnUntraced(function* (
  args: ReadonlyArray<string>,
  env: Record<string, string> = {},
  node: ReadonlyArray<string> = [],
) {
  const { code, stderr, stdout } = yield* runThreads(["doctor", ...args, "--format", "json"], {
    env: { ...secrets, ...env },
    node,
  })
  assert.notInclude(stdout + stderr, "canary")
  assert.notInclude(stdout + stderr, Buffer.from("canary-user:canary-password").toString("base64"))
  const checks = JSON.parse(stdout) as ReadonlyArray<Reported>
  for (const { detail, fix, status } of checks) {
    assert.isNotEmpty(detail)
    assert.strictEqual(fix === undefined, status === "ok")
  }
  const found = Object.fromEntries(checks.map((one) => [one.check, one]))
  const statuses = checks.map(({ status }) => status).join(", ")
  const toldToFix = stderr === "" ? undefined : (JSON.parse(stderr).error.fix as string)
  return { code, found, statuses, toldToFix }
})

const body = JSON.stringify({ customerThreads: [], requestUUID: "canary-request", errors: [], warnings: [] })
const now = () => ({ date: new Date().toUTCString() })

/** Answers a question without credentials with its headers alone, and any other with the given answer. */
const answering = (answer: string, headers: () => Record<string, string> = now) =>
  rawServer((socket, { requestLine }) => {
    const isProbe = requestLine.startsWith("HEAD")
    if (isProbe) socket.write(http(404, "", { ...headers(), "content-length": "0" }))
    else socket.write(answer)
  })

/** An https server with a certificate that the program trusts where told so by the environment. */
const secure = Effect.fnUntraced(function* (validity: Parameters<typeof selfSigned>[0]) {
  const { cert, key } = selfSigned(validity)
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "threads-doctor-"))),
    (made) => Effect.sync(() => rmSync(made, { recursive: true })),
  )
  writeFileSync(join(folder, "trusted.pem"), cert)
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
  const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}/communications`
  return { baseUrl, requests, trusting: { NODE_EXTRA_CA_CERTS: join(folder, "trusted.pem") } }
})

describe("threads doctor", () => {
  it.live("finds all well over TLS, and sends the credentials only with the question about one thread", () =>
    Effect.gen(function* () {
      const { baseUrl, requests, trusting } = yield* secure({ until: 100 })
      const { code, found, statuses } = yield* examine([...scope, "--base-url", baseUrl], trusting)
      assert.strictEqual(statuses, "ok, ok, ok, ok, ok, ok, ok")
      assert.strictEqual(code, 0)
      assert.match(found.TLS!.detail, /^TLSv1\.3, with a certificate that is valid until \d{4}-\d\d-\d\d$/)
      assert.strictEqual(found.credentials!.detail, "The service accepts those from environment (THREADS_PASSWORD)")
      assert.deepStrictEqual(
        requests.map(({ headers, method }) => [method, headers.authorization?.split(" ")[0]]),
        [
          ["HEAD", undefined],
          ["POST", "Basic"],
        ],
      )
    }),
  )

  it.live.each([
    ["nobody vouches for", { until: 100 }, false, /SELF_SIGNED/, /NODE_EXTRA_CA_CERTS/],
    ["has ended", { until: -1 }, true, /CERT_HAS_EXPIRED/, /clock.*vendor/],
    ["is not valid yet", { from: 1, until: 100 }, true, /CERT_NOT_YET_VALID/, /clock/],
    ["is another address's", { until: 100, address: "127.0.0.9" }, true, /ERR_TLS_CERT_ALTNAME_INVALID/, /host name/],
  ] as const)("sends nothing to a server whose certificate %s", ([, validity, isTrusted, detail, fix]) =>
    Effect.gen(function* () {
      const { baseUrl, requests, trusting } = yield* secure(validity)
      const { code, found, statuses, toldToFix } = yield* examine(
        [...scope, "--base-url", baseUrl],
        isTrusted ? trusting : {},
      )
      assert.strictEqual(statuses, "ok, ok, ok, failed, not checked, not checked, not checked")
      assert.strictEqual(code, 5)
      assert.match(found.TLS!.detail, detail)
      assert.match(found.TLS!.fix!, fix)
      assert.strictEqual(toldToFix, found.TLS!.fix)
      assert.lengthOf(requests, 0)
    }),
  )

  it.live("warns of a certificate that ends within 14 days, and goes on", () =>
    Effect.gen(function* () {
      const { baseUrl, trusting } = yield* secure({ until: 13.5 })
      const { code, found, statuses } = yield* examine([...scope, "--base-url", baseUrl], trusting)
      assert.strictEqual(statuses, "ok, ok, ok, warning, ok, ok, ok")
      assert.strictEqual(code, 0)
      assert.match(found.TLS!.detail, /, 13 days from now$/)
    }),
  )

  it.live("does not take a server without TLS, or one that never ends its handshake, for a safe one", () =>
    Effect.gen(function* () {
      for (const answer of ["HTTP/1.1 400 Bad Request\r\n\r\n", undefined]) {
        const server = yield* rawServer(
          () => {},
          (socket) => {
            if (answer !== undefined) socket.end(answer)
          },
        )
        const url = server.baseUrl.replace("http:", "https:")
        const { code, statuses } = yield* examine([...scope, "--base-url", url])
        assert.strictEqual(statuses, "ok, ok, ok, failed, not checked, not checked, not checked")
        assert.strictEqual(code, 5)
      }
    }),
  )

  it.live.each([
    [401, 3, /check the username and the password/],
    [403, 3, /ask the vendor for access/],
    [404, 4, /check the base URL/],
    [422, 4, /threads list/],
    [429, 5, /try again in 7s/],
    [503, 5, /try again in 7s/],
    [302, 6, /check the base URL/],
  ] as const)("tells what to do about a %i to the question with credentials, and ends with %i", ([status, code, fix]) =>
    Effect.gen(function* () {
      const vendors = JSON.stringify({ errors: [{ errorCode: "canary", errorDescription: "no canary-customer" }] })
      const server = yield* answering(http(status, vendors, { "retry-after": "7", location: "/canary-customer" }))
      const ended = yield* examine([...scope, "--base-url", server.baseUrl])
      assert.strictEqual(ended.statuses, "ok, ok, ok, not checked, ok, ok, failed")
      assert.strictEqual(ended.code, code)
      assert.match(ended.found.credentials!.fix!, fix)
      assert.strictEqual(ended.toldToFix, ended.found.credentials!.fix)
      assert.lengthOf(server.requests, 2)
      assert.strictEqual(server.requests[1]!.body, '{"maxResults":1}')
    }),
  )

  it.live("does not try the credentials without a customer, and says what to give", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body))
      for (const args of [[], scope.slice(0, 2), scope.slice(2)]) {
        const { code, found } = yield* examine([...args, "--base-url", server.baseUrl])
        assert.strictEqual(code, 0)
        assert.strictEqual(found.credentials!.status, "not checked")
        assert.match(found.credentials!.fix!, /--department ID and --customer ID/)
      }
      const env = { THREADS_DEPARTMENT: "canary-department", THREADS_BASE_URL: server.baseUrl }
      assert.strictEqual((yield* examine(scope.slice(2), env)).found.credentials!.status, "ok")
      assert.deepStrictEqual(
        server.requests.map(({ requestLine }) => requestLine.split(" ")[0]),
        ["HEAD", "HEAD", "HEAD", "HEAD", "POST"],
      )
    }),
  )

  it.live("tries the password of standard input, which it can read but once", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body))
      const args = ["doctor", ...scope, "--password-stdin", "--base-url", server.baseUrl]
      const ended = yield* runThreads(args, {
        env: { THREADS_USERNAME: secrets.THREADS_USERNAME },
        stdin: `${secrets.THREADS_PASSWORD}\n`,
      })
      assert.deepStrictEqual([ended.code, ended.stderr], [0, ""])
      assert.match(ended.stdout, /credentials +ok +The service accepts those from standard input/)
      const expected = Buffer.from("canary-user:canary-password").toString("base64")
      assert.strictEqual(server.requests.at(-1)!.headers.authorization, `Basic ${expected}`)
    }),
  )

  it.live("says that credentials are missing, halved or malformed, whatever else holds", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body))
      const args = [...scope, "--base-url", server.baseUrl]
      const missing = yield* runThreads(["doctor", ...args])
      assert.strictEqual(missing.code, 3)
      assert.match(
        missing.stderr,
        /^threads: credentials: There are no credentials; set THREADS_USERNAME and [^\n]*\.\n$/,
      )
      const half = yield* runThreads(["doctor", ...args], { env: { THREADS_PASSWORD: "x" } })
      assert.strictEqual(half.code, 2)
      assert.strictEqual((yield* examine(args, { THREADS_USERNAME: "canary:user" })).code, 2)
      assert.isTrue(server.requests.every(({ headers }) => headers.authorization === undefined))
    }),
  )

  it.live("tells every setting that is wrong at once, and sends nothing", () =>
    Effect.gen(function* () {
      const url = "http://canary-user:canary-password@localhost/"
      const env = { THREADS_BASE_URL: url, THREADS_MAX_BODY_BYTES: "-1", THREADS_DEPARTMENT: "canary/department" }
      const { code, found, statuses } = yield* examine(scope.slice(2), env)
      const rest = Array.from({ length: 6 }, () => "not checked").join(", ")
      assert.strictEqual(statuses, `failed, ${rest}`)
      assert.strictEqual(code, 2)
      assert.match(found.settings!.detail, /THREADS_BASE_URL.*THREADS_MAX_BODY_BYTES.*THREADS_DEPARTMENT/)
    }),
  )

  it.live("tells a name that does not resolve from a port that nobody listens on", () =>
    Effect.gen(function* () {
      const name = yield* examine(["--base-url", "https://no-such-host.invalid/communications"])
      assert.strictEqual(name.statuses, "ok, failed, not checked, not checked, not checked, not checked, not checked")
      const { baseUrl } = yield* Effect.scoped(rawServer(() => {}))
      const port = yield* examine(["--base-url", baseUrl])
      assert.strictEqual(port.statuses, "ok, ok, failed, not checked, not checked, not checked, not checked")
      assert.match(port.found.connection!.detail, /ECONNREFUSED/)
      assert.deepStrictEqual([name.code, port.code], [5, 5])
    }),
  )

  it.live("compares the clocks, where the answer says when it was made", () =>
    Effect.gen(function* () {
      const clockBy = Effect.fnUntraced(function* (headers: () => Record<string, string>) {
        const server = yield* answering(http(200, body), headers)
        const { code, found } = yield* examine(["--base-url", server.baseUrl])
        assert.strictEqual(code, 0)
        return found.clock!
      })
      const minutes = (count: number) => () => ({ date: new Date(Date.now() + count * 60_000).toUTCString() })
      assert.strictEqual((yield* clockBy(minutes(-4))).status, "ok")
      const ahead = yield* clockBy(minutes(-130))
      assert.strictEqual(ahead.status, "warning")
      assert.match(ahead.detail, /^It is 2h 10m( \ds)? ahead of the service's$/)
      assert.match((yield* clockBy(minutes(10))).detail, /behind/)
      assert.strictEqual((yield* clockBy(() => ({}))).status, "not checked")
      assert.strictEqual((yield* clockBy(() => ({ date: "today" }))).status, "not checked")
    }),
  )

  it.live("ends with 6 when what answers does not speak HTTP, and within 16 seconds when it says nothing", () =>
    Effect.gen(function* () {
      const ssh = yield* rawServer((socket) => void socket.end("SSH-2.0-OpenSSH_9.2\r\n"))
      const strange = yield* examine(["--base-url", ssh.baseUrl])
      assert.strictEqual(strange.found.answer!.status, "failed")
      assert.strictEqual(strange.code, 6)
      const silence = yield* rawServer(() => {})
      const start = performance.now()
      const silent = yield* examine([...scope, "--base-url", silence.baseUrl])
      assert.isBelow(performance.now() - start, 18_000)
      assert.strictEqual(silent.statuses, "ok, ok, ok, not checked, failed, not checked, failed")
      assert.strictEqual(silent.code, 5)
      assert.match(silent.found.credentials!.detail, /within 1[12]s/)
    }),
  )

  it.live("prints a table unless told", () =>
    Effect.gen(function* () {
      const server = yield* answering(http(200, body))
      const { code, stderr, stdout } = yield* runThreads(["doctor", ...scope, "--base-url", server.baseUrl], {
        env: secrets,
      })
      assert.deepStrictEqual([code, stderr], [0, ""])
      assert.strictEqual(
        stdout.replace(/clock( +)ok( +).*/, "clock$1ok$2well"),
        `CHECK            RESULT       DETAIL
settings         ok           ${server.baseUrl}
name resolution  ok           127.0.0.1 is an address already
connection       ok           127.0.0.1 takes connections on port ${server.port}
TLS              not checked  This machine is asked over http; no network is crossed
answer           ok           It speaks HTTP (404 to a question without credentials)
clock            ok           well
credentials      ok           The service accepts those from environment (THREADS_PASSWORD)
`,
      )
    }),
  )
})
