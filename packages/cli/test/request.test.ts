import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository, UserUuid } from "@customer-threads/domain"
import { defaultBaseUrl, HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Layer, Redacted, Schema } from "effect"
import { http, type RawRequest, rawServer } from "../../../test/support/rawServer.ts"
import { runThreads } from "../../../test/support/runThreads.ts"
import { folder, runProgram, runtimes } from "../../../test/support/runtimes.ts"
import { type Language, languages } from "../src/commands/request/languages.ts"

const ids = ["--department", "Dept_1-x", "--customer", "c"]
const username = "canary-user"
const password = `canary pä:ss'"\\ $(exit 3) \`exit 3\` \${x} #{x} %s %PATH%`
const credentials = { THREADS_USERNAME: username, THREADS_PASSWORD: password }
const canaries = ["canary", Buffer.from(`${username}:${password}`).toString("base64")]

const thread = {
  id: 7,
  archived: false,
  closed: true,
  departmentUuid: "Dept_1-x",
  customerUuid: "c",
  userUuid: "ü 漢 😀 \\ $(x)",
}
const answer = { customerThreads: [thread], requestUUID: "r-1", errors: [], warnings: [] }
const answering = (text = http(200, JSON.stringify(answer))) => rawServer((socket) => socket.write(text))

/** What the program prints for a language. */
const printed = Effect.fnUntraced(function* (
  language: Language,
  args: ReadonlyArray<string>,
  env: Record<string, string> = {},
) {
  const ended = yield* runThreads(["request", "--as", language, ...args], { env })
  assert.deepStrictEqual([ended.code, ended.stderr], [0, ""])
  return ended.stdout
})

/** What of a request has to be alike. */
const essence = ({ body, headers, requestLine }: RawRequest) => ({
  requestLine,
  accept: headers.accept,
  contentType: headers["content-type"],
  authorization: headers.authorization,
  body: JSON.parse(body),
})

/** What the adapter sends for a query. */
const sentByAdapter = Effect.fnUntraced(function* (
  { baseUrl, requests }: Effect.Success<ReturnType<typeof answering>>,
  query: ThreadQuery,
) {
  const repository = HttpThreadRepository.layer({
    baseUrl,
    credentials: { username: Redacted.make(username), password: Redacted.make(password) },
  })
  yield* ThreadRepository.use(({ list }) => list(query)).pipe(
    Effect.provide(Layer.provide(repository, NodeHttpClient.layerUndici)),
  )
  return essence(requests.at(-1)!)
})

const scope = { departmentUuid: DepartmentUuid.make("Dept_1-x"), customerUuid: CustomerUuid.make("c") }

const tokens = [
  `'`,
  `"`,
  `"""`,
  "`",
  "\\",
  "\\u0041",
  "\\'",
  "$(exit 3)",
  `\${x}`,
  "$x",
  "#{exit 3}",
  "#$0",
  "{0}",
  "%s",
  "%PATH%",
  "%{x}",
  "!x",
  "\n",
  "\r\n",
  "\t",
  "\u0001",
  "\u007f",
  "\u0085",
  "\u2028",
  "\u202e",
  "\u2019",
  "ü",
  "漢",
  "😀",
  "</script>",
  "?>",
  "*/",
  "//",
  "@file",
  "EOF",
] as const
const everyToken = tokens.join(" ")
const hostile = Arbitrary.map(Arbitrary.schema(Schema.Array(Schema.Literals(tokens))), (some) => `-${some.join("")}`)

const here = runtimes.filter(({ missing }) => missing === undefined)
const notHere = runtimes.filter(({ missing }) => missing !== undefined)

const compiled = `${folder}compiled`

beforeAll(() => {
  for (const { language, missing } of notHere) console.warn(`NOT RUN: the printed ${language} program: ${missing}`)
})
afterAll(() => rmSync(compiled, { recursive: true, force: true }))

// The first program of a language may have to wait for its compiler to compile its own library.
describe.each(here)("the printed $language program", { timeout: 180_000 }, (runtime) => {
  const { language } = runtime

  it.live("sends what list sends, and prints the answer", () =>
    Effect.gen(function* () {
      const server = yield* answering()
      const cases: ReadonlyArray<readonly [args: ReadonlyArray<string>, query: ThreadQuery]> = [
        [[], new ThreadQuery(scope)],
        [
          [
            "--archived",
            "--no-closed",
            "--max-results",
            "2147483647",
            "--sort",
            "last-delegation-on",
            "--order",
            "asc",
          ],
          new ThreadQuery({
            ...scope,
            isArchived: true,
            isClosed: false,
            maxResults: 2_147_483_647,
            sortOrderKey: "LAST_DELEGATION_ON",
            sortOrder: "ASC",
          }),
        ],
      ]
      for (const [args, query] of cases) {
        const program = yield* printed(language, [...ids, ...args, "--base-url", server.baseUrl])
        assert.lengthOf(server.requests, 0)
        const ended = yield* runProgram(runtime, program, credentials)
        assert.deepStrictEqual([ended.code, ended.stderr], [0, ""])
        assert.deepStrictEqual(JSON.parse(ended.stdout), answer)
        assert.lengthOf(server.requests, 1)
        assert.deepStrictEqual(essence(server.requests[0]!), yield* sentByAdapter(server, query))
        server.requests.length = 0
      }
    }),
  )

  it.live("sends any assignee and any path as they are, and takes nothing in them for its own language", () =>
    Effect.gen(function* () {
      const server = yield* answering()
      const sampled = yield* Arbitrary.sampleEffect(hostile, { count: 1, size: 30, seed: language })
      const baseUrl = `${server.baseUrl}/'$(exit 3)!*;&,=@~%23%7Bx%7D`
      for (const assignee of [everyToken, ...sampled]) {
        const program = yield* printed(language, [...ids, `--assignee=${assignee}`, "--base-url", baseUrl])
        assert.match(program, /^[ -~\t\n]+$/)
        const ended = yield* runProgram(runtime, program, credentials)
        assert.deepStrictEqual([ended.code, ended.stderr], [0, ""], assignee)
        const sent = essence(server.requests.at(-1)!)
        const query = new ThreadQuery({ ...scope, assigneeUserUuid: UserUuid.make(assignee) })
        assert.deepStrictEqual(sent, yield* sentByAdapter({ ...server, baseUrl }, query))
        assert.deepStrictEqual(sent.body, { assigneeUserUUID: assignee })
      }
    }),
  )

  it.live("fails when the status is not 2xx, and follows no redirect", () =>
    Effect.gen(function* () {
      const other = yield* answering()
      for (const text of [
        http(503, JSON.stringify(answer)),
        http(302, "{}", { location: `${other.baseUrl}/elsewhere` }),
        http(307, "{}", { location: `${other.baseUrl}/elsewhere` }),
      ]) {
        const server = yield* answering(text)
        const program = yield* printed(language, [...ids, "--base-url", server.baseUrl])
        const ended = yield* runProgram(runtime, program, credentials)
        assert.notStrictEqual(ended.code, 0, text)
        assert.isNotEmpty(ended.stderr)
        assert.isNotEmpty(server.requests)
        for (const canary of canaries) assert.notInclude(ended.stdout + ended.stderr, canary)
      }
      assert.lengthOf(other.requests, 0)
    }),
  )

  it.live("fails when nobody answers, or by half, or not in time, and shows no secret", () =>
    Effect.gen(function* () {
      const { baseUrl: gone } = yield* Effect.scoped(answering())
      const half = yield* rawServer((socket) => socket.end(http(200, "{", { "content-length": "99" })))
      const silent = yield* rawServer(() => {})
      const programs = [
        yield* printed(language, [...ids, "--base-url", gone]),
        yield* printed(language, [...ids, "--base-url", half.baseUrl]),
        (yield* printed(language, [...ids, "--base-url", silent.baseUrl])).replace(
          /\b30(?=(_000|000| seconds)?\b)/g,
          "1",
        ),
      ]
      for (const program of programs) {
        const started = performance.now()
        const ended = yield* runProgram(runtime, program, credentials)
        assert.notStrictEqual(ended.code, 0)
        assert.isNotNull(ended.code, "it had to be ended")
        assert.isNotEmpty(ended.stderr)
        assert.isBelow(performance.now() - started, 25_000)
        for (const canary of canaries) assert.notInclude(ended.stdout + ended.stderr, canary)
      }
      assert.isNotEmpty(half.requests)
      assert.isNotEmpty(silent.requests)
    }),
  )

  it.live("sends nothing without credentials, and says which it needs", () =>
    Effect.gen(function* () {
      const server = yield* answering()
      const program = yield* printed(language, [...ids, "--base-url", server.baseUrl])
      const none = yield* runProgram(runtime, program, {})
      assert.notStrictEqual(none.code, 0)
      assert.include(none.stderr, "THREADS_USERNAME")
      const half = yield* runProgram(runtime, program, { THREADS_USERNAME: username })
      assert.notStrictEqual(half.code, 0)
      assert.include(half.stderr, "THREADS_PASSWORD")
      const empty = yield* runProgram(runtime, program, { ...credentials, THREADS_USERNAME: "" })
      assert.notStrictEqual(empty.code, 0)
      assert.match(empty.stderr, /username/i)
      for (const canary of canaries) assert.notInclude(half.stderr + empty.stderr, canary)
      assert.lengthOf(server.requests, 0)
    }),
  )
})

for (const { language, missing } of notHere) {
  it.skip(`the printed ${language} program is not run: ${missing}`, () => {})
}

describe("threads request", () => {
  it("knows how to run, or why not, every language that it prints", () => {
    assert.deepStrictEqual(
      runtimes.map(({ language }) => language),
      [...languages],
    )
  })

  it.live.each(languages)(
    "prints %s for the vendor's address, in ASCII, with no credentials and nothing on stderr",
    (language) =>
      Effect.gen(function* () {
        const program = yield* printed(language, [...ids, `--assignee=${everyToken}`], credentials)
        assert.match(program, /^[ -~\t\n]+[^\n]\n$/)
        assert.include(program, defaultBaseUrl)
        assert.include(program, "THREADS_USERNAME")
        assert.include(program, "THREADS_PASSWORD")
        for (const canary of canaries) assert.notInclude(program, canary)
        assert.strictEqual(yield* printed(language, [...ids, `--assignee=${everyToken}`]), program)
      }),
  )

  it.live.each([
    ["csharp", /"""(.*)"""/, (text: string) => text],
    ["powershell", /Body += '(.*)'$/m, (text: string) => text.replaceAll("''", "'")],
  ] as const)("prints a body in %s that reads back as the one to send", ([language, literal, read]) =>
    Effect.gen(function* () {
      const sampled = yield* Arbitrary.sampleEffect(hostile, { count: 5, size: 30, seed: language })
      for (const assignee of [everyToken, `"`, `'`, `"""`, ...sampled]) {
        const [, text = ""] = literal.exec(yield* printed(language, [...ids, `--assignee=${assignee}`])) ?? []
        assert.notMatch(language === "csharp" ? text : text.replaceAll("''", ""), language === "csharp" ? /"""/ : /'/)
        assert.deepStrictEqual(JSON.parse(read(text)), { assigneeUserUUID: assignee })
      }
    }),
  )

  it.live("prints a program of this library that compiles", () =>
    Effect.gen(function* () {
      const args = ["--archived", "--no-closed", "--max-results", "5", "--sort", "last-message-on", "--order", "desc"]
      const program = yield* printed("effect", [...ids, `--assignee=${everyToken}`, ...args])
      mkdirSync(compiled, { recursive: true })
      writeFileSync(`${compiled}/list.ts`, program)
      writeFileSync(`${compiled}/tsconfig.json`, '{ "extends": "../../../tsconfig.test.json", "include": ["*.ts"] }')
      execFileSync("tsc", ["-p", compiled], { stdio: "inherit" })
    }),
  )

  it.live("takes the department and the address from the environment, and a flag over it", () =>
    Effect.gen(function* () {
      const env = { THREADS_DEPARTMENT: "from-env", THREADS_BASE_URL: "https://env.example.test/x/" }
      assert.include(
        yield* printed("curl", ["--customer", "c"], env),
        "'https://env.example.test/x/departments/from-env/customers/c/threads'",
      )
      assert.include(
        yield* printed("curl", [...ids, "--base-url", "http://127.0.0.1:8080"], env),
        "'http://127.0.0.1:8080/departments/Dept_1-x/customers/c/threads'",
      )
    }),
  )

  it.live.each([
    [["--as", "cobol", ...ids], "--as"],
    [ids, "--as"],
    [["--as", "curl", "--customer", "c"], "There is no department"],
    [["--as", "curl", "--department", "..", "--customer", "c"], "--department must be 1 to 128 letters"],
    [["--as", "curl", ...ids, "--assignee", ""], "--assignee needs a value."],
    [["--as", "curl", ...ids, "--max-results", "-1"], "--max-results must be a whole number"],
    [["--as", "curl", ...ids, "--base-url", "http://example.test"], "--base-url must be an https:// address"],
    [
      ["--as", "curl", ...ids, "--base-url", "https://canary:canary@example.test"],
      "--base-url must be an https:// address",
    ],
  ] as const)("refuses %j as list does", ([args, said]) =>
    Effect.gen(function* () {
      const ended = yield* runThreads(["request", ...args])
      assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
      assert.match(ended.stderr, /^threads: [^\n]+\n(See: threads request --help\n)?$/)
      assert.include(ended.stderr, said)
      for (const canary of canaries) assert.notInclude(ended.stderr, canary)
    }),
  )
})
