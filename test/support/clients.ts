import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository, UserUuid } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { decodeResponse, encodeRequest, encodeThread, type ThreadJson } from "@customer-threads/http-api"
import { NodeHttpClient } from "@effect/platform-node"
import { Effect, Layer, Record, Redacted, Result } from "effect"
import type { Language } from "../../packages/cli/src/commands/request/languages.ts"
import { flagNames } from "../../packages/cli/src/flags/query.ts"
import { runThreads, startThreads } from "./runThreads.ts"
import { java, makeRuntime, python, type Runtime, runProgram, runtimes } from "./runtimes.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const credentials = { THREADS_USERNAME: "demo", THREADS_PASSWORD: "demo" }

/** The address in the programs of `examples/clients/`: the stand-in's when nothing else is said. */
export const exampleBaseUrl = "http://127.0.0.1:8080/communications"

/** Runtimes of the languages on the vendor's page, each with its command or the reason why it cannot run. */
export const clients: ReadonlyArray<Runtime> = runtimes.filter(({ language }) => language !== "effect")

/** Where the program of a language is. */
export const clientFile = ({ file }: Runtime): string => `${root}examples/clients/${file}`

const scope = {
  departmentUuid: DepartmentUuid.make("service-department"),
  customerUuid: CustomerUuid.make("customer-01"),
}

/** The query of the vendor's samples, and of the programs in `examples/clients/`. */
export const exampleQuery = new ThreadQuery({
  ...scope,
  assigneeUserUuid: UserUuid.make("advisor-chloe"),
  isArchived: false,
  isClosed: false,
  maxResults: 3,
  sortOrderKey: "LAST_MESSAGE_ON",
  sortOrder: "ASC",
})

/** Queries that every client sends. The example's query is the first. */
export const clientQueries: ReadonlyArray<ThreadQuery> = [
  exampleQuery,
  new ThreadQuery(scope),
  new ThreadQuery({ ...scope, sortOrderKey: "LAST_DELEGATION_ON", sortOrder: "DESC", maxResults: 7 }),
  new ThreadQuery({ ...scope, isArchived: true }),
  new ThreadQuery({ ...scope, isClosed: true, sortOrder: "ASC" }),
]

/** The flags of `threads list` and `threads request` for a query. */
export const flagsOf = (query: ThreadQuery): ReadonlyArray<string> =>
  Record.toEntries(flagNames).flatMap(([property, name]) => {
    const value = query[property]
    if (value === undefined) return []
    if (typeof value === "boolean") return [value ? `--${name}` : `--no-${name}`]
    const isConstant = property === "sortOrderKey" || property === "sortOrder"
    return [`--${name}`, isConstant ? String(value).toLowerCase().replaceAll("_", "-") : String(value)]
  })

/** The program that `threads request` prints. */
export const printedClient = (language: Language, query: ThreadQuery, baseUrl: string) =>
  Effect.map(
    runThreads(["request", "--as", language, ...flagsOf(query), "--base-url", baseUrl]),
    ({ code, stderr, stdout }) => {
      if (code !== 0) throw new Error(stderr)
      return stdout
    },
  )

/** The address of `threads serve` with the sample threads, which lets in only the credentials of the clients. */
export const servedSamples = Effect.gen(function* () {
  const args = ["serve", "--data", `${root}examples/sample-threads.ndjson`, "--port", "0"]
  const { said } = yield* startThreads(args, { env: credentials })
  const [, baseUrl = ""] = yield* said(/Serving \d+ threads at (\S+),/)
  return baseUrl
})

/** The threads that this library lists. */
export const listedThreads = (query: ThreadQuery, baseUrl: string) =>
  ThreadRepository.use(({ list }) => list(query)).pipe(
    Effect.map(({ threads }) => threads.map(encodeThread)),
    Effect.provide(
      HttpThreadRepository.layer({
        baseUrl,
        credentials: { username: Redacted.make("demo"), password: Redacted.make("demo") },
      }).pipe(Layer.provide(NodeHttpClient.layerUndici)),
    ),
  )

/** Describes how the printed body differs from the expected threads and their order; undefined if it does not. */
export const differenceFrom = (expected: ReadonlyArray<ThreadJson>, printed: string): string | undefined => {
  const response = Result.flatMap(
    Result.try(() => JSON.parse(printed)),
    decodeResponse,
  )
  if (Result.isFailure(response) || response.success._tag === "Errors")
    return `no threads, but: ${printed.slice(0, 200)}`
  const threads = response.success.threads.map((thread) => JSON.stringify(encodeThread(thread)))
  const at = threads.findIndex((thread, index) => thread !== JSON.stringify(expected[index]))
  if (at >= 0) return `thread ${at + 1} is ${threads[at]}, not ${JSON.stringify(expected[at]) ?? "there"}`
  return threads.length === expected.length ? undefined : `${threads.length} threads of ${expected.length}`
}

const inOtherClients = (file: string): string => readFileSync(new URL(`otherClients/${file}`, import.meta.url), "utf8")

/** Clients of the stand-in that `threads request` prints no program for. The first two offer to upgrade to HTTP/2. */
export const otherClients: ReadonlyArray<Runtime<string>> = await Promise.all([
  makeRuntime({ language: "curl --http2", file: "curl.sh", command: ["sh", "curl.sh"] }, "curl 7.76 or newer"),
  makeRuntime(
    { language: "Java's HttpClient", file: "HttpClientUser.java", command: [...java, "HttpClientUser.java"] },
    "java",
  ),
  makeRuntime(
    { language: "Python's urllib", file: "urllib_user.py", command: [python, "urllib_user.py"] },
    "python3 with requests",
  ),
  makeRuntime(
    { language: "Perl's HTTP::Tiny", file: "http_tiny.pl", command: ["perl", "http_tiny.pl"] },
    "perl with HTTP::Tiny",
  ),
])

/** Runs one of the other clients with a query, whose body is followed by spaces. Describes what is wrong with its output. */
export const checkOtherClient = Effect.fnUntraced(function* (
  runtime: Runtime<string>,
  query: ThreadQuery,
  baseUrl: string,
  spaces: number,
) {
  const { code, stderr, stdout } = yield* runProgram(runtime, inOtherClients(runtime.file), {
    ...credentials,
    THREADS_URL: `${baseUrl}/departments/${query.departmentUuid}/customers/${query.customerUuid}/threads`,
    THREADS_BODY: JSON.stringify(encodeRequest(query)) + " ".repeat(spaces),
  })
  if (code !== 0) return `ended with ${code}: ${stderr.trim()}`
  return differenceFrom(yield* listedThreads(query, baseUrl), stdout)
})

/** Runs a client with a query, and describes what is wrong with its output, if anything. The example's query runs from the file itself. */
export const checkClient = Effect.fnUntraced(function* (runtime: Runtime, query: ThreadQuery, baseUrl: string) {
  const program =
    query === exampleQuery
      ? readFileSync(clientFile(runtime), "utf8").replaceAll(exampleBaseUrl, baseUrl)
      : yield* printedClient(runtime.language, query, baseUrl)
  const { code, stderr, stdout } = yield* runProgram(runtime, program, credentials)
  if (code !== 0) return `ended with ${code}: ${stderr.trim()}`
  return differenceFrom(yield* listedThreads(query, baseUrl), stdout)
})
