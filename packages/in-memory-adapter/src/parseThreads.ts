import type { CustomerThread, ThreadId } from "@customer-threads/domain"
import { threadFromJson } from "@customer-threads/http-api/wire"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { elementLines } from "./elementLines.ts"
import { lineOfError } from "./lineOfError.ts"

/** Text that does not hold threads: `line` (from 1) is where, and the message says what would be right. */
export class InvalidThreads extends Schema.TaggedError<InvalidThreads>()("InvalidThreads", {
  line: Schema.Int,
  problem: Schema.String,
}) {
  override get message(): string {
    return `line ${this.line}: ${this.problem}`
  }
}

type Located = { readonly line: number; readonly json: unknown }

/** What a text holds, one by one, so that the JSON of a thread is gone before the next is read; the first error ends it. */
type Elements = Iterable<Located | InvalidThreads>

/**
 * The threads in a text: a JSON array of them, one to a line (NDJSON), or a saved response of the endpoint. The first
 * line that is wrong, or that has an id again, fails the whole.
 */
export const parseThreads = (text: string): Effect.Effect<ReadonlyArray<CustomerThread>, InvalidThreads> =>
  Effect.suspend(() => Effect.fromResult(Result.flatMap(locate(text.replace(/^\uFEFF/, "")), threadsOf)))

const threadsOf = (elements: Elements): Result.Result<ReadonlyArray<CustomerThread>, InvalidThreads> => {
  const threads: Array<CustomerThread> = []
  const lines: Array<number> = []
  const ids = new Set<ThreadId>()
  const intern = makeIntern()
  for (const element of elements) {
    if (element instanceof InvalidThreads) return Result.fail(element)
    const { json, line } = element
    const read = threadFromJson(json)
    if (Result.isFailure(read)) return Result.fail(invalid(line, read.failure.message))
    const thread = intern(read.success)
    ids.add(thread.id)
    if (ids.size === threads.length) {
      const earlier = lines[threads.findIndex(({ id }) => id === thread.id)]
      return Result.fail(invalid(line, `id ${thread.id} is on line ${earlier} already; an id may be there once`))
    }
    threads.push(thread)
    lines.push(line)
  }
  return Result.succeed(threads)
}

/** Gives equal texts one string; most often it is the one before. */
const makeSame = <A extends string>() => {
  const known = new Map<A, A>()
  let last: A | undefined
  return (text: A): A => {
    if (text === last) return last
    last = known.get(text)
    if (last === undefined) {
      known.set(text, text)
      last = text
    }
    return last
  }
}

/** Gives equal identifiers one string: a file repeats a few of them in every thread. */
const makeIntern = () => {
  const department = makeSame<CustomerThread["departmentUuid"]>()
  const customer = makeSame<CustomerThread["customerUuid"]>()
  const user = makeSame<NonNullable<CustomerThread["userUuid"]>>()
  const dealer = makeSame<NonNullable<CustomerThread["dealerUuid"]>>()
  return (thread: CustomerThread): CustomerThread => {
    const interned = thread as { -readonly [K in keyof CustomerThread]: CustomerThread[K] }
    interned.departmentUuid = department(thread.departmentUuid)
    interned.customerUuid = customer(thread.customerUuid)
    if (thread.userUuid !== undefined) interned.userUuid = user(thread.userUuid)
    if (thread.dealerUuid !== undefined) interned.dealerUuid = dealer(thread.dealerUuid)
    return interned
  }
}

const invalid = (line: number, problem: string): InvalidThreads => new InvalidThreads({ line, problem })

const locate = (text: string): Result.Result<Elements, InvalidThreads> => {
  const start = text.trimStart()
  if (start.startsWith("[")) {
    return Result.map(parseJson(text), (json) => locateElements(json as ReadonlyArray<unknown>, elementLines(text)))
  }
  const whole = parseJson(text)
  if (Result.isSuccess(whole) && Predicate.isObject(whole.success)) {
    return Predicate.hasProperty(whole.success, "customerThreads")
      ? locateInResponse(whole.success, text)
      : Result.succeed([{ line: text.slice(0, text.length - start.length).split("\n").length, json: whole.success }])
  }
  const end = start.indexOf("\n")
  const firstLine = end < 0 ? start : start.slice(0, end)
  return Result.isFailure(whole) && Result.isFailure(parseJson(firstLine)) && firstLine !== ""
    ? Result.fail(whole.failure)
    : Result.succeed(locateLines(text))
}

const locateElements = (elements: ReadonlyArray<unknown>, lines: ReadonlyArray<number>): ReadonlyArray<Located> =>
  elements.map((json, at) => ({ json, line: lines[at] as number }))

const locateInResponse = (response: object, text: string): Result.Result<Elements, InvalidThreads> => {
  const { customerThreads, errors } = response as { readonly customerThreads: unknown; readonly errors?: unknown }
  if (Array.isArray(errors) && errors.length > 0) {
    return Result.fail(invalid(1, "is a saved response with errors; expected one with threads"))
  }
  return Array.isArray(customerThreads)
    ? Result.succeed(locateElements(customerThreads, elementLines(text, "customerThreads")))
    : Result.fail(invalid(1, "customerThreads: expected array"))
}

function* locateLines(text: string): Generator<Located | InvalidThreads> {
  let line = 0
  for (const content of text.split("\n")) {
    line += 1
    if (content.trim() === "") continue
    const json = parseJson(content)
    yield Result.isFailure(json) ? invalid(line, json.failure.problem) : { line, json: json.success }
  }
}

const parseJson = (text: string): Result.Result<unknown, InvalidThreads> =>
  Result.try({
    try: (): unknown => JSON.parse(text),
    catch: () =>
      invalid(
        lineOfError(text),
        "is not JSON; expected a JSON array of threads, one thread to a line, or a saved response",
      ),
  })
