import type { CustomerThread, ThreadId } from "@customer-threads/domain"
import { formatIssues } from "@customer-threads/domain/text"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decodeThread } from "./ThreadJson.ts"

/**
 * Text or JSON does not hold threads. Each issue has the `path` of a wrong field and what is `expected` there, never the
 * value found. The path begins at the array, as in `threads[17].closed`, or at the thread of a line, as in `closed`. The
 * message has the line too: `line 3: closed: expected boolean`.
 */
export class InvalidThreads extends Schema.TaggedError<InvalidThreads>()("InvalidThreads", {
  /** The line, from 1, of a thread in NDJSON or of a syntax error. */
  line: Schema.optionalKey(Schema.Int),
  /** The column of a syntax error, from 1. */
  column: Schema.optionalKey(Schema.Int),
  /** The index of a thread in an array, from 0. */
  index: Schema.optionalKey(Schema.Int),
  issues: Schema.NonEmptyArray(Schema.Struct({ path: Schema.String, expected: Schema.String })),
}) {
  override get message(): string {
    const { column, issues, line } = this
    const place = line === undefined ? "" : `line ${line}${column === undefined ? "" : `, column ${column}`}: `
    return place + formatIssues(issues)
  }
}

type Threads = Result.Result<ReadonlyArray<CustomerThread>, InvalidThreads>
type Issues = InvalidThreads["issues"]

/** The names of the positions of threads, and the error of the thread at a position. */
interface Layout {
  readonly nameOf: (position: number) => string
  readonly errorAt: (position: number, issues: Issues) => InvalidThreads
}

/** Positions are lines, from 1. */
const lineLayout: Layout = {
  nameOf: (line) => `line ${line}`,
  errorAt: (line, issues) => new InvalidThreads({ line, issues }),
}

/** Positions are indexes, from 0, of an array of a name. */
const arrayLayout = (array: string): Layout => {
  const nameOf = (index: number) => `${array}[${index}]`
  const pathIn = (thread: string, path: string) => (path === "" ? thread : `${thread}.${path}`)
  return {
    nameOf,
    errorAt: (index, issues) =>
      new InvalidThreads({
        index,
        issues: Arr.map(issues, ({ expected, path }) => ({ path: pathIn(nameOf(index), path), expected })),
      }),
  }
}

/** Reads threads one by one. The first that is wrong, or that repeats an id, fails the whole. */
const readThreads = (
  { errorAt, nameOf }: Layout,
  elements: Iterable<readonly [position: number, json: unknown]>,
): Threads => {
  const threads: Array<CustomerThread> = []
  const positionById = new Map<ThreadId, number>()
  for (const [position, json] of elements) {
    if (json === undefined) return Result.fail(errorAt(position, [{ path: "", expected: "a thread as JSON" }]))
    const read = decodeThread(json)
    if (Result.isFailure(read)) return Result.fail(errorAt(position, read.failure.issues))
    const thread = read.success
    const earlier = positionById.get(thread.id)
    if (earlier !== undefined) {
      const expected = `another id than that of ${nameOf(earlier)}`
      return Result.fail(errorAt(position, [{ path: "id", expected }]))
    }
    positionById.set(thread.id, position)
    shareIdentifiers(thread, threads.at(-1))
    threads.push(thread)
  }
  return Result.succeed(threads)
}

type Draft = { -readonly [K in keyof CustomerThread]: CustomerThread[K] }

/** Reuses equal identifiers of the previous thread. Of 1,000,000 threads that saves 160 MB of 507. */
const shareIdentifiers = (thread: Draft, previous: CustomerThread | undefined): void => {
  if (previous === undefined) return
  if (thread.departmentUuid === previous.departmentUuid) thread.departmentUuid = previous.departmentUuid
  if (thread.customerUuid === previous.customerUuid) thread.customerUuid = previous.customerUuid
  if (previous.dealerUuid !== undefined && thread.dealerUuid === previous.dealerUuid) {
    thread.dealerUuid = previous.dealerUuid
  }
}

/** The JSON of each line that is not blank; `undefined` stands for a line that is not JSON. */
function* linesOf(text: string): Iterable<readonly [line: number, json: unknown]> {
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() !== "") yield [index + 1, Result.getOrUndefined(parseJson(line))]
  }
}

const parseJson = (text: string): Result.Result<unknown, InvalidThreads> =>
  Result.try({ try: (): unknown => JSON.parse(text), catch: (error) => syntaxError(text, String(error)) })

/** V8 ends its message with the place of most errors. Without one, it quotes the text. */
const syntaxError = (text: string, message: string): InvalidThreads => {
  const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(message) ?? []
  const isCut = message.endsWith("Unexpected end of JSON input")
  return new InvalidThreads({
    ...(line === undefined ? {} : { line: Number(line), column: Number(column) }),
    ...(isCut ? { line: text.trimEnd().split("\n").length } : {}),
    issues: [{ path: "", expected: "JSON: an array of threads, one thread per line, or a saved response" }],
  })
}

const invalidResponse = (path: string, expected: string) =>
  Result.fail(new InvalidThreads({ issues: [{ path, expected }] }))

const readText = (text: string): Threads => {
  const document = parseJson(text)
  if (Result.isFailure(document)) {
    const [first = ""] = text.trimStart().split("\n", 1)
    const isLines = first === "" || (!first.startsWith("[") && Result.isSuccess(parseJson(first)))
    return isLines ? readThreads(lineLayout, linesOf(text)) : Result.fail(document.failure)
  }
  const json = document.success
  if (Array.isArray(json)) return decodeThreads(json)
  if (!Predicate.hasProperty(json, "customerThreads")) {
    const blank = text.slice(0, text.length - text.trimStart().length)
    return readThreads(lineLayout, [[blank.split("\n").length, json]])
  }
  if (Predicate.hasProperty(json, "errors") && Array.isArray(json.errors) && json.errors.length > 0) {
    return invalidResponse("errors", "none in a saved response")
  }
  return Array.isArray(json.customerThreads)
    ? decodeThreads(json.customerThreads, "customerThreads")
    : invalidResponse("customerThreads", "array")
}

/** Reads threads from a JSON array. `name` begins the paths of an error. Fails at the first that is wrong or repeats an id. */
export const decodeThreads = (array: ReadonlyArray<unknown>, name = "threads"): Threads =>
  readThreads(arrayLayout(name), array.entries())

/**
 * Reads the threads of a file: a JSON array of threads, one thread per line (NDJSON), or a saved response of the endpoint.
 * Blank lines and a byte order mark are skipped, lines may end with CRLF, and a single thread may take several lines.
 * An empty text has no threads. Fails at the first thread that is wrong, or that repeats an id.
 */
export const parseThreads = (text: string): Effect.Effect<ReadonlyArray<CustomerThread>, InvalidThreads> =>
  Effect.suspend(() => Effect.fromResult(readText(text.replace(/^\uFEFF/, ""))))
