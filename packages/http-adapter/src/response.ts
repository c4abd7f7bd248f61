import {
  Forbidden,
  NotFound,
  RateLimited,
  Rejected,
  ThreadList,
  type ThreadQuery,
  type ThreadRepositoryErrorReason,
  Unauthenticated,
} from "@customer-threads/domain"
import { monotonicMillis } from "@customer-threads/domain/clock"
import { decodeResponse, parseRequestUuid, parseVendorErrors } from "@customer-threads/http-api/wire"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { findMismatch } from "./checkResponse.ts"
import { malformedResponse, mismatchedResponse, proxyUnauthenticated, unavailable } from "./HttpErrorDetail.ts"
import { classifyTransportError } from "./transportError.ts"

/** The failure of one attempt. */
export interface AttemptFailure {
  readonly reason: ThreadRepositoryErrorReason
  readonly requestUuid?: string | undefined
}

type Response = HttpClientResponse.HttpClientResponse
type Parsed<A> = Effect.Effect<A, AttemptFailure>

/** The limits of reading a response, and its check. */
export interface ReadOptions {
  readonly maxBodyBytes: number
  readonly checkResponses: boolean
  /** When the attempt ends, in milliseconds of the clock. */
  readonly endsAt: number
}

/** Fails an attempt. */
export const fail = (reason: ThreadRepositoryErrorReason, requestUuid?: string): Parsed<never> =>
  Effect.fail({ reason, requestUuid })

/** Parses a response by its status first, then by its body. */
export const parseResponse = (response: Response, query: ThreadQuery, options: ReadOptions): Parsed<ThreadList> => {
  const { status } = response
  if (status >= 200 && status < 300) return parseList(response, query, options)
  if (status >= 300 && status < 400) return fail(malformedResponse("redirect", { status, expected: "no redirect" }))
  return parseErrorResponse(response, options)
}

const parseList = Effect.fnUntraced(function* (response: Response, query: ThreadQuery, options: ReadOptions) {
  const json = yield* readJson(response, options)
  const decoded = decodeResponse(json)
  const { status } = response
  if (Result.isFailure(decoded)) {
    const { expected, path } = decoded.failure
    return yield* fail(malformedResponse("contract", { status, path, expected }), parseRequestUuid(json))
  }
  const { requestUuid, warnings } = decoded.success
  if (decoded.success._tag === "Errors") {
    return yield* fail(new Rejected({ status, errors: decoded.success.errors, warnings }), requestUuid)
  }
  const { threads } = decoded.success
  const mismatch = options.checkResponses ? findMismatch(query, threads) : undefined
  if (mismatch !== undefined) return yield* fail(mismatchedResponse(status, mismatch), requestUuid)
  return ThreadList.make(query, threads, { requestUuid, warnings })
})

/** Reads a body as JSON in strict UTF-8, if its headers promise that. An empty body is never a value. */
const readJson = Effect.fnUntraced(function* (
  response: Response,
  options: ReadOptions,
): Effect.fn.Return<unknown, AttemptFailure> {
  const { status } = response
  const problem = headerProblem(response)
  if (problem !== undefined) return yield* fail(problem)
  const bytes = yield* readBytes(response, options)
  const text = yield* Effect.try({
    try: () => utf8.decode(bytes),
    catch: (): AttemptFailure => ({ reason: malformedResponse("utf8", { status, expected: "a body in UTF-8" }) }),
  })
  if (!/\S/.test(text)) return yield* fail(malformedResponse("empty", { status, expected: "a body" }))
  return yield* Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: (): AttemptFailure => ({ reason: malformedResponse("json", { status, expected: "a body in JSON" }) }),
  })
})

const utf8 = new TextDecoder("utf-8", { fatal: true })

const headerProblem = ({ headers, status }: Response): ThreadRepositoryErrorReason | undefined => {
  if (!/^(identity)?$/i.test(headers["content-encoding"]?.trim() ?? "")) {
    return malformedResponse("encoding", { status, expected: "a body without compression" })
  }
  if (status === 204 || status === 205 || headers["content-length"] === "0") {
    return malformedResponse("empty", { status, expected: "a body" })
  }
  return /^(application\/json|[\w.+-]+\/[\w.+-]+\+json)\s*(;|$)/i.test(headers["content-type"]?.trim() ?? "")
    ? undefined
    : malformedResponse("contentType", { status, expected: "a body of application/json" })
}

/** Reads the bytes of a body. It fails as soon as they are, or are declared, more than the limit. */
const readBytes = (response: Response, { maxBodyBytes }: ReadOptions): Parsed<Uint8Array> => {
  const { headers, status } = response
  const tooLarge = () => fail(malformedResponse("tooLarge", { status, expected: `at most ${maxBodyBytes} bytes` }))
  const cutShort = ({ reason }: HttpClientError.HttpClientError): AttemptFailure => ({
    reason: classifyTransportError(reason.cause),
  })
  const declared = Number(headers["content-length"])
  if (declared > maxBodyBytes) return tooLarge()
  // HTTP ends a body at its declared length, so it can be read at once, which saves a quarter of a call's CPU time. Only a
  // client that decompresses by itself gives more.
  if (declared <= maxBodyBytes) {
    return Effect.flatMap(Effect.mapError(response.arrayBuffer, cutShort), (buffer) =>
      buffer.byteLength > maxBodyBytes ? tooLarge() : Effect.succeed(new Uint8Array(buffer)),
    )
  }
  return response.stream.pipe(
    Stream.mapError(cutShort),
    Stream.limitBytes(maxBodyBytes, () => Stream.fromEffect(tooLarge())),
    Stream.mkUint8Array,
  )
}

const parseErrorResponse = Effect.fnUntraced(function* (response: Response, options: ReadOptions) {
  const body = yield* readErrorBody(response, options, yield* monotonicMillis)
  const retryAfter = parseRetryAfter(response.headers["retry-after"], yield* Clock.currentTimeMillis)
  return yield* fail(classifyStatus(response.status, body, retryAfter), parseRequestUuid(body))
})

/** Time limit of reading the body of an error response, which only adds details to the status. */
const maxErrorBodyTime = Duration.seconds(1)

/** Reads the body of an error response, or nothing: the status has decided already. */
const readErrorBody = (response: Response, options: ReadOptions, now: number): Effect.Effect<unknown> =>
  readJson(response, options).pipe(
    Effect.timeout(Duration.min(maxErrorBodyTime, Duration.millis((options.endsAt - now) / 2))),
    Effect.catch(() => Effect.void),
  )

const classifyStatus = (
  status: number,
  body: unknown,
  wait: { readonly retryAfter?: Duration.Duration },
): ThreadRepositoryErrorReason => {
  switch (status) {
    case 401:
      return new Unauthenticated()
    case 403:
      return new Forbidden()
    case 404:
      return new NotFound()
    case 407:
      return proxyUnauthenticated()
    case 429:
      return new RateLimited(wait)
    case 408:
      return unavailable("status", { status, ...wait })
    case 501:
    case 505:
      return malformedResponse("status", { status, expected: "a status that the adapter knows" })
    default:
      // An unknown status counts as the first of its class (RFC 9110, 15).
      if (status >= 400 && status < 500) return new Rejected({ status, errors: parseVendorErrors(body), warnings: [] })
      return status >= 500 && status < 600
        ? unavailable("status", { status, ...wait })
        : malformedResponse("status", { status, expected: "a status that the adapter knows" })
  }
}

/** Nobody waits for longer, and a number of any length becomes one that can be printed. */
const maxRetryAfter = Duration.days(365)

/** Parses Retry-After into a delay from now, of 0 to a year. Without the header, or if it is invalid, there is none. */
const parseRetryAfter = (header: string | undefined, now: number): { readonly retryAfter?: Duration.Duration } => {
  const parsed = header === undefined ? undefined : Result.getOrUndefined(Headers.parseRetryAfter(header))
  if (parsed === undefined) return {}
  const delay = parsed._tag === "Duration" ? parsed.duration : Duration.millis(parsed.dateTime.epochMilliseconds - now)
  return { retryAfter: Duration.clamp(delay, { minimum: Duration.zero, maximum: maxRetryAfter }) }
}
