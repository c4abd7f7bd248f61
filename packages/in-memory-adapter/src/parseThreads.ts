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
  const intern = makeIntern()
  let wrong: InvalidThreads | undefined
  for (const element of elements) {
    if (element instanceof InvalidThreads) {
      wrong = element
      break
    }
    const read = threadFromJson(element.json)
    if (Result.isFailure(read)) {
      wrong = invalid(element.line, read.failure.message)
      break
    }
    threads.push(intern(read.success))
    lines.push(element.line)
  }
  // An id that is there twice comes before whatever ended the reading.
  const failure = repeatedId(threads, lines) ?? wrong
  return failure === undefined ? Result.succeed(threads) : Result.fail(failure)
}

/** The first id that was there before, if there is one: sorting a million of them takes less time than remembering each. */
const repeatedId = (
  threads: ReadonlyArray<CustomerThread>,
  lines: ReadonlyArray<number>,
): InvalidThreads | undefined => {
  const sorted = new Float64Array(threads.length)
  threads.forEach(({ id }, at) => {
    sorted[at] = id
  })
  sorted.sort()
  if (sorted.every((id, at) => id !== sorted[at - 1])) return undefined
  const lineOf = new Map<ThreadId, number>()
  for (const [at, { id }] of threads.entries()) {
    const line = lines[at] as number
    const earlier = lineOf.get(id)
    if (earlier !== undefined) {
      return invalid(line, `id ${id} is on line ${earlier} already; an id may be there once`)
    }
    lineOf.set(id, line)
  }
  return undefined
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
  const whole = parseJson(text)
  const isJson = !(whole instanceof InvalidThreads)
  if (start.startsWith("[")) {
    return isJson
      ? Result.succeed(locateElements(whole as ReadonlyArray<unknown>, elementLines(text)))
      : Result.fail(whole)
  }
  if (isJson && Predicate.isObject(whole)) {
    return Predicate.hasProperty(whole, "customerThreads")
      ? locateInResponse(whole, text)
      : Result.succeed([{ line: text.slice(0, text.length - start.length).split("\n").length, json: whole }])
  }
  const end = start.indexOf("\n")
  const firstLine = end < 0 ? start : start.slice(0, end)
  return !isJson && firstLine !== "" && parseJson(firstLine) instanceof InvalidThreads
    ? Result.fail(whole)
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
    yield json instanceof InvalidThreads ? invalid(line, json.problem) : { line, json }
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    const problem = "is not JSON; expected a JSON array of threads, one thread to a line, or a saved response"
    return invalid(lineOfError(text), problem)
  }
}
