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
import { answerFromJson, requestUuidIn, vendorErrorsIn } from "@customer-threads/http-api/wire"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import * as Result from "effect/Result"
import { AttemptFailure } from "./AttemptFailure.ts"
import type { Answer } from "./Exchange.ts"
import { malformedResponse, unavailable } from "./HttpErrorDetail.ts"
import { readBody } from "./readBody.ts"

const fail = (reason: ThreadRepositoryErrorReason, requestUuid?: string) =>
  Effect.fail(new AttemptFailure({ reason, requestUuid }))

/** How long the body of a refusal is waited for at most: what it says besides the status is not worth more. */
const longestHint = Duration.seconds(1)

/** What an answer says, before its time ends in milliseconds of the clock: its status first, then its body. */
export const readAnswer = (
  answer: Answer,
  query: ThreadQuery,
  endsAt: number,
): Effect.Effect<ThreadList, AttemptFailure> => {
  const { status } = answer
  if (status >= 200 && status < 300) return readList(answer, query)
  if (status >= 300 && status < 400) {
    return fail(malformedResponse("redirect", { status, expected: "no redirect" }))
  }
  return readRefusal(answer, endsAt)
}

const unreadable = (answer: Answer): ThreadRepositoryErrorReason | undefined => {
  const { status } = answer
  const encoding = answer.header("content-encoding")?.trim().toLowerCase() ?? "identity"
  if (encoding !== "identity" && encoding !== "") {
    return malformedResponse("encoding", { status, expected: "a body without compression" })
  }
  if (status === 204 || status === 205 || answer.header("content-length") === "0") {
    return malformedResponse("empty", { status, expected: "a body" })
  }
  return isJson(answer.header("content-type"))
    ? undefined
    : malformedResponse("contentType", { status, expected: "a body of application/json" })
}

const isJson = (contentType: string | undefined): boolean =>
  /^(application\/json|[\w.+-]+\/[\w.+-]+\+json)\s*(;|$)/i.test(contentType?.trim() ?? "")

const readList = Effect.fnUntraced(function* (answer: Answer, query: ThreadQuery) {
  const problem = unreadable(answer)
  if (problem !== undefined) return yield* fail(problem)
  const json = yield* readBody(answer)
  const { status } = answer
  const said = answerFromJson(json)
  if (Result.isFailure(said)) {
    const { expected, path } = said.failure
    return yield* fail(malformedResponse("contract", { status, path, expected }), requestUuidIn(json))
  }
  const { requestUuid, warnings } = said.success
  return said.success._tag === "Errors"
    ? yield* fail(new Rejected({ status, errors: said.success.errors, warnings }), requestUuid)
    : ThreadList.make(query, said.success.threads, { requestUuid, warnings })
})

/** The body of a refusal is a hint: whatever it holds, or if it cannot be read in time, the status has decided already. */
const readHint = (answer: Answer, patience: Duration.Duration): Effect.Effect<unknown> =>
  unreadable(answer) === undefined
    ? readBody(answer).pipe(
        Effect.catch(() => Effect.void),
        Effect.timeoutOrElse({ duration: patience, orElse: () => Effect.void }),
      )
    : Effect.void

const readRefusal = Effect.fnUntraced(function* (answer: Answer, endsAt: number) {
  const now = yield* Clock.currentTimeMillis
  const hint = yield* readHint(answer, Duration.min(longestHint, Duration.millis((endsAt - now) / 2)))
  const wait = readRetryAfter(answer.header("retry-after"), now)
  return yield* fail(reasonOfStatus(answer.status, hint, wait), requestUuidIn(hint))
})

const reasonOfStatus = (
  status: number,
  hint: unknown,
  wait: { readonly retryAfter?: Duration.Duration },
): ThreadRepositoryErrorReason => {
  switch (status) {
    case 401:
      return new Unauthenticated()
    case 403:
      return new Forbidden()
    case 404:
      return new NotFound()
    case 429:
      return new RateLimited(wait)
    case 408:
    case 500:
    case 502:
    case 503:
    case 504:
      return unavailable("status", { status, ...wait })
    default:
      return status >= 400 && status < 500
        ? new Rejected({ status, errors: vendorErrorsIn(hint), warnings: [] })
        : malformedResponse("status", { status, expected: "a status that the adapter knows" })
  }
}

/** Nobody waits for longer, and a number of any length is still one that can be told. */
const longestRetryAfter = Duration.days(365)

/** How long Retry-After asks to wait from now, from 0 to a year; nothing when it is absent or cannot be read. */
const readRetryAfter = (header: string | undefined, now: number): { readonly retryAfter?: Duration.Duration } => {
  const parsed = header === undefined ? undefined : Result.getOrUndefined(Headers.parseRetryAfter(header))
  if (parsed === undefined) return {}
  const wait = parsed._tag === "Duration" ? parsed.duration : Duration.millis(parsed.dateTime.epochMilliseconds - now)
  return { retryAfter: Duration.clamp(wait, { minimum: Duration.zero, maximum: longestRetryAfter }) }
}
