import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository, UserUuid } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { afterAll, assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Layer, Redacted } from "effect"
import { cases } from "../../../test/support/depth.ts"
import { http, type RawRequest, rawServer } from "../../../test/support/rawServer.ts"
import { folder, prepareProgram, runProgram, runtimes } from "../../../test/support/runtimes.ts"
import { type Language, languages } from "../src/commands/request/languages.ts"
import { everyToken, hostile } from "./support/hostileTexts.ts"
import { run } from "./support/inProcess.ts"

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

/** The response to a request, with one thread that equals its filters. */
const answerTo = (body: string) => {
  const { assigneeUserUUID = thread.userUuid, isArchived = false, isClosed = true } = JSON.parse(body)
  const matching = { ...thread, archived: isArchived, closed: isClosed, userUuid: assigneeUserUUID }
  return { ...answer, customerThreads: [matching] }
}

/** A server that sends this text, or by default a thread that equals the filters. */
const responding = (text?: string) =>
  rawServer((socket, { body }) => socket.write(text ?? http(200, JSON.stringify(answerTo(body)))))

/** The program that is printed for a language. */
const printed = Effect.fnUntraced(function* (language: Language, args: ReadonlyArray<string>) {
  const { exitCode, stderr, stdout } = yield* run(["request", "--as", language, ...args])
  assert.deepStrictEqual([exitCode, stderr], [0, ""])
  return stdout
})

/** The parts of a request that have to be equal. */
const essence = ({ body, headers, requestLine }: RawRequest) => ({
  requestLine,
  accept: headers.accept,
  contentType: headers["content-type"],
  authorization: headers.authorization,
  body: JSON.parse(body),
})

/** Sends a query over the adapter, and returns the request. */
const sentByAdapter = Effect.fnUntraced(function* (
  { baseUrl, requests }: Effect.Success<ReturnType<typeof responding>>,
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

const here = runtimes.filter(({ missing }) => missing === undefined)
const notHere = runtimes.filter(({ missing }) => missing !== undefined)

const compiled = `${folder}compiled`

afterAll(() => rmSync(compiled, { recursive: true, force: true }))

// The first program of a language may have to wait for its compiler to compile its own library.
describe.concurrent.each(here)("the printed $language program", { timeout: 180_000 }, (runtime) => {
  const { language } = runtime

  it.live("sends what list sends, and prints the response", () =>
    Effect.gen(function* () {
      const server = yield* responding()
      const queries: ReadonlyArray<readonly [args: ReadonlyArray<string>, query: ThreadQuery]> = [
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
      for (const [args, query] of queries.slice(-cases(1, 2))) {
        const program = yield* printed(language, [...ids, ...args, "--base-url", server.baseUrl])
        assert.lengthOf(server.requests, 0)
        const ended = yield* runProgram(runtime, program, credentials)
        assert.deepStrictEqual([ended.code, ended.stderr], [0, ""])
        assert.lengthOf(server.requests, 1)
        assert.deepStrictEqual(JSON.parse(ended.stdout), answerTo(server.requests[0]!.body))
        assert.deepStrictEqual(essence(server.requests[0]!), yield* sentByAdapter(server, query))
        server.requests.length = 0
      }
    }),
  )

  it.live("sends any assignee and any path as they are, and runs nothing in them", () =>
    Effect.gen(function* () {
      const server = yield* responding()
      const sampled = yield* Arbitrary.sampleEffect(hostile, { count: cases(0, 1), size: 30, seed: language })
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
      const other = yield* responding()
      const texts = [
        http(307, "{}", { location: `${other.baseUrl}/elsewhere` }),
        http(503, JSON.stringify(answer)),
        http(302, "{}", { location: `${other.baseUrl}/elsewhere` }),
      ]
      let response = ""
      const server = yield* rawServer((socket) => socket.write(response))
      const program = yield* printed(language, [...ids, "--base-url", server.baseUrl])
      const run = yield* prepareProgram(runtime, program)
      for (const text of texts.slice(0, cases(1, 3))) {
        server.requests.length = 0
        response = text
        const ended = yield* run(credentials)
        assert.notStrictEqual(ended.code, 0, text)
        assert.isNotEmpty(ended.stderr)
        assert.isNotEmpty(server.requests)
        for (const canary of canaries) assert.notInclude(ended.stdout + ended.stderr, canary)
      }
      assert.lengthOf(other.requests, 0)
    }),
  )

  it.live("fails on no response, half a response and a late response, and prints no secret", () =>
    Effect.gen(function* () {
      const { baseUrl: gone } = yield* Effect.scoped(responding())
      const half = yield* rawServer((socket) => socket.end(http(200, "{", { "content-length": "99" })))
      const silent = yield* rawServer(() => {})
      const fails = Effect.fnUntraced(function* (program: string) {
        const run = yield* prepareProgram(runtime, program)
        const ended = yield* run(credentials)
        assert.notStrictEqual(ended.code, 0)
        assert.isNotNull(ended.code, "it had to be ended")
        assert.isNotEmpty(ended.stderr)
        for (const canary of canaries) assert.notInclude(ended.stdout + ended.stderr, canary)
      })
      if (cases(false, true)) yield* fails(yield* printed(language, [...ids, "--base-url", gone]))
      yield* fails(yield* printed(language, [...ids, "--base-url", half.baseUrl]))
      const late = yield* printed(language, [...ids, "--base-url", silent.baseUrl])
      // On a busy machine the time may be over before the request is sent.
      for (const seconds of ["1", "4", "16"]) {
        if (silent.requests.length === 0) yield* fails(late.replace(/\b30(?=(_000|000| seconds)?\b)/g, seconds))
      }
      assert.isNotEmpty(half.requests)
      assert.isNotEmpty(silent.requests)
    }),
  )

  it.live("sends nothing without credentials, and names the setting", () =>
    Effect.gen(function* () {
      const server = yield* responding()
      const program = yield* printed(language, [...ids, "--base-url", server.baseUrl])
      const run = yield* prepareProgram(runtime, program)
      const settings: ReadonlyArray<readonly [env: Record<string, string>, named: RegExp]> = [
        [{ ...credentials, THREADS_USERNAME: "" }, /username/i],
        [{}, /THREADS_USERNAME/],
        [{ THREADS_USERNAME: username }, /THREADS_PASSWORD/],
      ]
      for (const [env, named] of settings.slice(-cases(1, 3))) {
        const ended = yield* run(env)
        assert.notStrictEqual(ended.code, 0)
        assert.match(ended.stderr, named)
        for (const canary of canaries) assert.notInclude(ended.stdout + ended.stderr, canary)
      }
      assert.lengthOf(server.requests, 0)
    }),
  )
})

for (const { language, missing } of notHere) {
  it.skip(`the printed ${language} program is not run: ${missing}`, () => {})
}

describe("the printed programs", () => {
  it("are run in every language, or skipped with a reason", () => {
    assert.deepStrictEqual(
      runtimes.map(({ language }) => language),
      [...languages],
    )
  })

  it.live("compile, if they use this library", () =>
    Effect.gen(function* () {
      const args = ["--archived", "--no-closed", "--max-results", "5", "--sort", "last-message-on", "--order", "desc"]
      const program = yield* printed("effect", [...ids, `--assignee=${everyToken}`, ...args])
      mkdirSync(compiled, { recursive: true })
      writeFileSync(`${compiled}/list.ts`, program)
      writeFileSync(`${compiled}/tsconfig.json`, '{ "extends": "../../../tsconfig.test.json", "include": ["*.ts"] }')
      execFileSync("tsc", ["-p", compiled], { stdio: "inherit" })
    }),
  )
})
