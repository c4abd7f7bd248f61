import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { canaries, canaryAuthorization, run, whileTimePasses } from "../../../test/support/inProcess.ts"
import { json, type Respond, threadList } from "../../../test/support/recordedHttp.ts"
import { ids, one, runList } from "../../../test/support/runList.ts"

describe("threads list", () => {
  it.effect("has short flags", () =>
    Effect.gen(function* () {
      const long = ["--department", "d", "--customer", "c", "--max-results", "5", "--format", "json"]
      const short = ["-d", "d", "-c=c", "-n", "5", "-f", "json"]
      const env = { ...canaries }
      const expected = yield* run(["list", ...long, "--dry-run"], { env })
      assert.strictEqual(expected.exitCode, 0, expected.stderr)
      assert.deepStrictEqual(yield* run(["list", ...short, "--dry-run"], { env }), expected)
      const profile = yield* run(["list", ...short, "-p", "none", "--dry-run"], { env })
      assert.match(profile.stderr, /There is no profile .*none/)
    }),
  )

  it.effect("sends the method, address, headers and body that the vendor documents", () =>
    Effect.gen(function* () {
      const filters = ["--assignee", "u", "--no-archived", "--closed", "--max-results", "5"]
      const order = ["--sort", "last-delegation-on", "--order", "asc"]
      const { requests, ...ended } = yield* runList([...ids, ...filters, ...order])
      assert.deepStrictEqual(ended, { exitCode: 0, stdout: "", stderr: "No threads match.\n" })
      assert.lengthOf(requests, 1)
      const [request] = requests
      assert.strictEqual(request?.method, "POST")
      assert.strictEqual(request?.url.href, "https://api.mykaarma.com/communications/departments/d/customers/c/threads")
      assert.deepStrictEqual(
        { ...request?.headers },
        {
          accept: "application/json",
          "accept-encoding": "identity",
          authorization: canaryAuthorization,
          "content-type": "application/json",
          "content-length": String(request?.body.length),
        },
      )
      assert.strictEqual(
        request?.body,
        '{"assigneeUserUUID":"u","isArchived":false,"isClosed":true,"maxResults":5,"sortOrderKey":"LAST_DELEGATION_ON","sortOrder":"ASC"}',
      )
    }),
  )

  it.effect("reads the department and the base URL from the environment, below the flags", () =>
    Effect.gen(function* () {
      const env = { THREADS_DEPARTMENT: "from-env", THREADS_BASE_URL: "https://env.example.test/x" }
      const fromEnv = yield* runList(["--customer", "c"], { env })
      const flags = ["--department", "flag", "--base-url", "http://127.0.0.1:8080/y"]
      const fromFlags = yield* runList(["--customer", "c", ...flags], { env })
      assert.deepStrictEqual(
        [...fromEnv.requests, ...fromFlags.requests].map(({ url }) => url.href),
        [
          "https://env.example.test/x/departments/from-env/customers/c/threads",
          "http://127.0.0.1:8080/y/departments/flag/customers/c/threads",
        ],
      )
    }),
  )

  const failures: ReadonlyArray<
    readonly [what: string, Respond, exitCode: number, code: string, isRetryable: boolean]
  > = [
    ["a 401", () => json("", 401), 3, "Unauthenticated", false],
    ["a 403", () => json("", 403), 3, "Forbidden", false],
    ["a 404", () => json("", 404), 4, "NotFound", false],
    ["a 422", () => json("", 422), 4, "Rejected", false],
    ["errors in a 200", () => threadList([], { errors: [{ errorCode: "E1", errorUID: "u1" }] }), 4, "Rejected", false],
    ["a 429", () => json("", 429, { "retry-after": "7" }), 5, "RateLimited", true],
    ["a 503", () => json("", 503), 5, "Unavailable", true],
    ["no connection", () => undefined, 5, "Unavailable", true],
    ["a redirect", () => json("", 302, { location: "https://example.test" }), 6, "MalformedResponse", false],
    ["a web page", () => json("<html>", 200, { "content-type": "text/html" }), 6, "MalformedResponse", true],
    ["half a thread", () => threadList([{ id: 1 }]), 6, "MalformedResponse", false],
  ]
  it.effect.each(failures)(
    "ends %s with its exit code and one line, in JSON with its code",
    ([, respond, exitCode, code, isRetryable]) =>
      Effect.gen(function* () {
        const env = { THREADS_ATTEMPTS: "1" }
        const text = yield* runList(ids, { respond, env })
        assert.deepStrictEqual([text.exitCode, text.stdout], [exitCode, ""])
        assert.match(text.stderr, /^threads: [^\n]+\n$/)
        const asJson = yield* runList([...ids, "--format=ndjson"], { respond, env })
        assert.deepStrictEqual([asJson.exitCode, asJson.stdout], [exitCode, ""])
        assert.match(asJson.stderr, /^[^\n]+\n$/)
        const { error } = JSON.parse(asJson.stderr)
        assert.deepStrictEqual(Object.keys(error), ["code", "message", "problem", "retryable", "requestUuid", "fix"])
        assert.deepStrictEqual([error.code, error.retryable], [code, isRetryable])
        assert.strictEqual(error.message, `${error.problem}; ${error.fix}.`)
      }),
  )

  const details: ReadonlyArray<readonly [what: string, Respond, detail: RegExp]> = [
    ["the time to wait", () => json("", 429, { "retry-after": "7" }), /7s/],
    ["the service's errors", () => threadList([], { errors: [{ errorCode: "E1", errorUID: "u1" }] }), /E1 .*u1/],
    ["the field that is invalid", () => threadList([{ id: 1 }]), /customerThreads\[0\]\.archived/],
    ["what to correct", () => json("", 401), /username and the password/],
  ]
  it.effect.each(details)("names %s in an error", ([, respond, detail]) =>
    Effect.gen(function* () {
      const { stderr } = yield* runList(ids, { respond, env: { THREADS_ATTEMPTS: "1" } })
      assert.match(stderr, detail)
    }),
  )

  it.effect("retries when that can help, and prints the number of attempts", () =>
    Effect.gen(function* () {
      const { exitCode, requests, stderr } = yield* whileTimePasses(runList(ids, { respond: () => json("", 503) }))
      assert.strictEqual(exitCode, 5)
      assert.lengthOf(requests, 3)
      assert.match(stderr, /^threads: [^\n]*3 attempts[^\n]*\n$/)
    }),
  )

  it.effect("sends nothing without credentials, and names the settings", () =>
    Effect.gen(function* () {
      const none = yield* run(["list", ...ids])
      assert.deepStrictEqual([none.exitCode, none.stdout], [3, ""])
      assert.match(none.stderr, /^threads: [^\n]*THREADS_USERNAME and THREADS_PASSWORD[^\n]*\n$/)
      const half = yield* run(["list", ...ids], { env: { THREADS_PASSWORD: "canary-password" } })
      assert.deepStrictEqual([half.exitCode, half.stdout], [2, ""])
      assert.match(half.stderr, /^threads: [^\n]*THREADS_USERNAME[^\n]*\n$/)
      const asJson = yield* run(["list", ...ids, "--format", "json"])
      assert.strictEqual(JSON.parse(asJson.stderr).error.code, "NoCredentials")
      const noProfile = yield* run(["list", ...ids, "--format", "json", "--profile", "staging"])
      assert.deepStrictEqual([noProfile.exitCode, JSON.parse(noProfile.stderr).error.code], [2, "Usage"])
    }),
  )

  const refused: ReadonlyArray<readonly [args: ReadonlyArray<string>, problem: RegExp]> = [
    [["--customer", "c"], /--department ID .*THREADS_DEPARTMENT/],
    [["--department", "d"], /--customer/],
    [["--department", "..", "--customer", "c"], /--department must be 1 to 128 letters, digits, '_' or '-'/],
    [["--department", "d", "--customer", "a/b\u001b[2J"], /--customer must be 1 to 128 letters/],
    [[...ids, "--customer", "other"], /--customer/],
    [[...ids, "--assignee", ""], /--assignee/],
    [[...ids, "--archived=maybe"], /--archived/],
    [[...ids, "--max-results", "-1"], /--max-results.* 0 to 2147483647/],
    [[...ids, "--max-results", "2147483648"], /--max-results.* 0 to 2147483647/],
    [[...ids, "--max-results", "many"], /--max-results/],
    [[...ids, "--max-results", ""], /--max-results/],
    [[...ids, "--sort", "id"], /--sort/],
    [[...ids, "--order", "up\u001b[2J"], /--order/],
    [[...ids, "--format", "xml"], /--format/],
    [[...ids, "--columns", "id,nome"], /--columns.* id, lastMessageOn/],
    [[...ids, "--columns", "id,,closed"], /--columns/],
    [[...ids, "--columns", "id,id"], /--columns.* different/],
    [[...ids, "--columns", "id,state", "--format", "json"], /--columns.* state /],
    [[...ids, "--time-zone", "Mars/Olympus"], /--time-zone.*Europe\/Berlin/],
    [[...ids, "--time-zone", "+02:00", "--utc"], /--utc.*--time-zone/],
    [[...ids, "--watch", "1s"], /--watch.*5s/],
    [[...ids, "--watch", "25h"], /--watch.*24h/],
    [[...ids, "--watch", "soon\u001b[2J"], /--watch/],
    [[...ids, "--watch", "30s", "--format", "csv"], /--watch.*csv/],
    [[...ids, "--colsed"], /--colsed.*--closed/],
    [[...ids, "extra"], /extra/],
    [[...ids, "--base-url", "http://example.test"], /https:\/\//],
    [[...ids, "--base-url", "https://user:canary-password@example.test"], /without credentials/],
  ]
  it.effect.each(refused)("refuses %j with a line that names the flag, and sends nothing", ([args, problem]) =>
    Effect.gen(function* () {
      const { exitCode, requests, stderr, stdout } = yield* runList(args)
      assert.deepStrictEqual([exitCode, stdout, requests], [2, "", []])
      assert.notInclude(stderr, "\u001b")
      if (args.includes("json")) return assert.match(JSON.parse(stderr).error.message, problem)
      assert.match(stderr, /^threads: [^\n]+\n(See: threads list --help\n)?$/)
      assert.match(stderr, problem)
    }),
  )

  it.effect("reports an invalid invocation as JSON if the arguments choose it", () =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* run(["list", "--colsed", "--format", "json"])
      assert.strictEqual(exitCode, 2)
      const report = JSON.parse(stderr)
      assert.deepStrictEqual(Object.keys(report), ["error"])
      assert.deepStrictEqual(Object.keys(report.error), [
        "code",
        "message",
        "problem",
        "retryable",
        "requestUuid",
        "fix",
      ])
      const { fix, message, problem } = report.error
      assert.deepStrictEqual([message, fix], [`${problem}; ${fix}.`, "see: threads list --help"])
    }),
  )

  it.effect.each([
    [{ THREADS_ATTEMPTS: "many" }, /attempts/i],
    [{ THREADS_ATTEMPTS: "0" }, /attempts.* 1 to 10/i],
    [{ THREADS_OVERALL_TIMEOUT: "soon" }, /overall_?timeout/i],
    [{ THREADS_OVERALL_TIMEOUT: "2 days" }, /overall_?timeout/i],
    [{ THREADS_USERNAME: "canary:user" }, /user ?name.*colon/],
  ] as const)("refuses the setting %j, and sends nothing", ([env, problem]) =>
    Effect.gen(function* () {
      const { exitCode, requests, stderr, stdout } = yield* runList(ids, { env })
      assert.deepStrictEqual([exitCode, stdout, requests], [2, "", []])
      assert.match(stderr, /^threads: [^\n]+\n$/)
      assert.match(stderr, problem)
    }),
  )

  it.live("prints the time of a request in whole milliseconds", () =>
    Effect.gen(function* () {
      const { stderr } = yield* runList([...ids, "--verbose"], { respond: () => threadList([one]) })
      assert.match(stderr, /^request 1: [^\n]+: status 200 after \d+ ms$/m)
    }),
  )

  it.effect("prints each request and its outcome with --verbose, without identifiers", () =>
    Effect.gen(function* () {
      const scope = ["--department", "canary-department", "--customer", "canary-customer"]
      const thread = { ...one, departmentUuid: "canary-department", customerUuid: "canary-customer" }
      const flags = ["--assignee", "canary-assignee", "--verbose", "--columns", "id", "--format", "json"]
      const { exitCode, stderr } = yield* whileTimePasses(
        runList([...scope, ...flags], {
          respond: (_, count) =>
            count === 1 ? json("", 503) : threadList([{ ...thread, userUuid: "canary-assignee" }]),
        }),
      )
      assert.strictEqual(exitCode, 0, stderr)
      const address = "POST https://api.mykaarma.com /departments/:departmentUUID/customers/:customerUUID/threads"
      assert.deepStrictEqual(
        stderr
          .trimEnd()
          .replace(/after \d+ ms/g, "after N ms")
          .split("\n"),
        [
          `request 1: ${address}: status 503 after N ms`,
          `request 2: ${address}: status 200 after N ms`,
          "requestUUID r-1",
        ],
      )
    }),
  )

  it.effect.each([
    ["with credentials", canaries],
    ["without credentials", {}],
  ] as const)("prints the request with --dry-run %s, without their values, and sends nothing", ([, env]) =>
    Effect.gen(function* () {
      const args = ["list", ...ids, "--no-closed", "--assignee", "u\u202e", "--dry-run"]
      assert.deepStrictEqual(yield* run(args, { env }), {
        exitCode: 0,
        stdout: `POST https://api.mykaarma.com/communications/departments/d/customers/c/threads
Accept: application/json
Content-Type: application/json
Authorization: Basic <the credentials>

{"assigneeUserUUID":"u\\u202e","isClosed":false}
`,
        stderr: "",
      })
    }),
  )

  it.effect.each(["localhost:4318", "collector", "grpc://127.0.0.1:4317", "http://"])(
    "refuses the OTEL_EXPORTER_OTLP_ENDPOINT %s, and sends nothing",
    (endpoint) =>
      Effect.gen(function* () {
        const { exitCode, requests, stderr } = yield* runList(ids, {
          respond: () => threadList([one]),
          env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint },
        })
        assert.strictEqual(exitCode, 2)
        assert.lengthOf(requests, 0)
        assert.strictEqual(
          stderr,
          "threads: OTEL_EXPORTER_OTLP_ENDPOINT must be an address such as http://127.0.0.1:4318; correct the setting.\n",
        )
      }),
  )

  it.live("exports traces and metrics to OTEL_EXPORTER_OTLP_ENDPOINT, without secrets and identifiers", () =>
    Effect.gen(function* () {
      const scope = ["--department", "canary-department", "--customer", "canary-customer", "--columns", "id"]
      const thread = { ...one, departmentUuid: "canary-department", customerUuid: "canary-customer" }
      const { exitCode, requests, stderr } = yield* runList(scope, {
        respond: ({ url }) => (url.host === "collector.test" ? json({}) : threadList([thread])),
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector.test" },
      })
      assert.strictEqual(exitCode, 0, stderr)
      const exported = requests.filter(({ url }) => url.host === "collector.test")
      assert.includeMembers(
        exported.map(({ method, url }) => `${method} ${url.pathname}`),
        ["POST /v1/traces", "POST /v1/metrics"],
      )
      const bodies = exported.map(({ body, headers }) => JSON.stringify(headers) + body).join("\n")
      assert.include(bodies, "HttpThreadRepository.list")
      assert.include(bodies, "HttpThreadRepository.attempt")
      assert.include(bodies, "/departments/:departmentUUID/customers/:customerUUID/threads")
      assert.include(bodies, "threads.client.calls")
      assert.notMatch(bodies, /canary|Y2FuYXJ5/)
    }),
  )
})
