import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { ServiceWarning } from "./ThreadList.ts"
import { formatIssue } from "./text.ts"

/** One entry of `errors[]` in a response (documented). A field that the service left out, or sent as null, is absent. */
export const ServiceError = Schema.Struct({
  /** The service's code for the kind of error. */
  errorCode: Schema.optionalKey(Schema.String),
  /** The error as text. */
  errorDescription: Schema.optionalKey(Schema.String),
  /** The service's identifier for this error, for the vendor's support. */
  errorUid: Schema.optionalKey(Schema.String),
})
export interface ServiceError extends Schema.Schema.Type<typeof ServiceError> {}

/** Says if a retry can help: `always`, as often as allowed; `once`, a single time; or `never`. */
const Retry = Schema.Literals(["always", "once", "never"])

const retry = (fallback: typeof Retry.Type) => Retry.pipe(Schema.withConstructorDefault(Effect.succeed(fallback)))

/** The service did not accept the credentials, or there were none (HTTP 401). */
export class Unauthenticated extends Schema.TaggedError<Unauthenticated>()("Unauthenticated", {
  retry: Schema.tag("never"),
}) {}

/** The credentials do not allow this department or customer (HTTP 403). */
export class Forbidden extends Schema.TaggedError<Forbidden>()("Forbidden", {
  retry: Schema.tag("never"),
}) {}

/** The address has no such endpoint (HTTP 404). */
export class NotFound extends Schema.TaggedError<NotFound>()("NotFound", {
  retry: Schema.tag("never"),
}) {}

/** The service got too many requests (HTTP 429). */
export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", {
  /** The wait in the service's Retry-After, never negative. Absent if it sent none. */
  retryAfter: Schema.optionalKey(Schema.Duration),
  retry: Schema.tag("always"),
}) {}

/** The service understood the request and refused it: another 4xx, or a 200 with `errors[]`. */
export class Rejected extends Schema.TaggedError<Rejected>()("Rejected", {
  /** The HTTP status. */
  status: Schema.Int,
  /** The service's errors; empty if the response named none. */
  errors: Schema.Array(ServiceError),
  /** The service's warnings beside its errors. */
  warnings: Schema.Array(ServiceWarning),
  retry: Schema.tag("never"),
}) {}

/** The service could not be reached, or it is failing. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", {
  /** The adapter's word for the cause, such as `dns`. Each adapter documents its words. */
  detail: Schema.String,
  /** The HTTP status, if a response came. */
  status: Schema.optionalKey(Schema.Int),
  /** The wait in the service's Retry-After, never negative. Absent if it sent none. */
  retryAfter: Schema.optionalKey(Schema.Duration),
  /** The adapter's sentence for the cause, without a period. Default: a sentence about the status. */
  problem: Schema.optionalKey(Schema.String),
  /** The adapter's advice, without a period. Default: try again, after `retryAfter` or later. */
  fix: Schema.optionalKey(Schema.String),
  /** Default: `always`. */
  retry: retry("always"),
}) {}

/** A time limit passed. */
export class TimedOut extends Schema.TaggedError<TimedOut>()("TimedOut", {
  /** The limit: of one attempt, including the body of its response, or of the whole call. */
  detail: Schema.Literals(["attempt", "overall"]),
  /** The limit's length. */
  limit: Schema.Duration,
  retry: Schema.tag("always"),
}) {}

/** The response is invalid: it is not what the contract describes, and none of it is used. */
export class MalformedResponse extends Schema.TaggedError<MalformedResponse>()("MalformedResponse", {
  /** The adapter's word for what is wrong, such as `json`. Each adapter documents its words. */
  detail: Schema.String,
  /** The HTTP status. Absent if the bytes received were not HTTP. */
  status: Schema.optionalKey(Schema.Int),
  /** The wrong place in the body, such as `customerThreads[3].id`. */
  path: Schema.optionalKey(Schema.String),
  /** The expected value at that place, such as `number`. Never the value received. */
  expected: Schema.String,
  /** The name of the law that the response breaks for its query. */
  law: Schema.optionalKey(Schema.String),
  /** The adapter's advice, without a period. Default: check the base URL. */
  fix: Schema.optionalKey(Schema.String),
  /** Default: `never`. */
  retry: retry("never"),
}) {
  override get message(): string {
    return formatIssue({ path: this.path ?? "", expected: this.expected })
  }
}

/** The reason of a `ThreadRepositoryError`. Each has a `retry`: `always`, `once` or `never`. */
export const ThreadRepositoryErrorReason = Schema.Union([
  Unauthenticated,
  Forbidden,
  NotFound,
  RateLimited,
  Rejected,
  Unavailable,
  TimedOut,
  MalformedResponse,
])
export type ThreadRepositoryErrorReason = typeof ThreadRepositoryErrorReason.Type
