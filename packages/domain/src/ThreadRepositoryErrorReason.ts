import * as Schema from "effect/Schema"
import { ServiceWarning } from "./ThreadList.ts"
import { formatIssue } from "./text.ts"

/** One entry of the vendor's `errors[]`. */
export const ServiceError = Schema.Struct({
  errorCode: Schema.optionalKey(Schema.String),
  errorDescription: Schema.optionalKey(Schema.String),
  errorUid: Schema.optionalKey(Schema.String),
})
export interface ServiceError extends Schema.Schema.Type<typeof ServiceError> {}

/** The credentials were missing or refused (HTTP 401). */
export class Unauthenticated extends Schema.TaggedError<Unauthenticated>()("Unauthenticated", {}) {}

/** The credentials were accepted, but not for this department or customer (HTTP 403). */
export class Forbidden extends Schema.TaggedError<Forbidden>()("Forbidden", {}) {}

/** There is no such endpoint at this address (HTTP 404). */
export class NotFound extends Schema.TaggedError<NotFound>()("NotFound", {}) {}

/** Too many requests (HTTP 429); `retryAfter` is how long the service asked to wait, never negative. */
export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", {
  retryAfter: Schema.optionalKey(Schema.Duration),
}) {}

/** The service understood and refused: another 4xx, or a 200 with `errors[]`. */
export class Rejected extends Schema.TaggedError<Rejected>()("Rejected", {
  status: Schema.Int,
  errors: Schema.Array(ServiceError),
  warnings: Schema.Array(ServiceWarning),
}) {}

/**
 * The service could not be reached or is failing: name resolution (`dns`), connection (`connect`), a connection cut
 * short (`reset`), its certificate (`tls`), or a 408, 500, 502, 503 or 504 (`status`).
 */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", {
  detail: Schema.Literals(["dns", "connect", "reset", "tls", "status"]),
  status: Schema.optionalKey(Schema.Int),
  /** How long the service asked to wait, where it did. */
  retryAfter: Schema.optionalKey(Schema.Duration),
}) {}

/** A time limit passed: of one try (`attempt`, its body included) or of the whole call (`overall`). */
export class TimedOut extends Schema.TaggedError<TimedOut>()("TimedOut", {
  detail: Schema.Literals(["attempt", "overall"]),
  limit: Schema.Duration,
}) {}

/**
 * The response cannot be trusted: a `redirect`, an undocumented `status`, not JSON by its `contentType`, an unasked-for
 * `encoding`, `tooLarge`, not `utf8`, not `json`, `empty`, or against the `contract`. `expected` names what belongs there
 * instead, never the value found.
 */
export class MalformedResponse extends Schema.TaggedError<MalformedResponse>()("MalformedResponse", {
  detail: Schema.Literals([
    "redirect",
    "status",
    "contentType",
    "encoding",
    "tooLarge",
    "utf8",
    "json",
    "empty",
    "contract",
  ]),
  /** The HTTP status, where there was one: what spoke may not have spoken HTTP at all. */
  status: Schema.optionalKey(Schema.Int),
  /** The place in the body that breaks the `contract`, such as `customerThreads[3].id`. */
  path: Schema.optionalKey(Schema.String),
  expected: Schema.String,
}) {
  override get message(): string {
    return formatIssue({ path: this.path ?? "", expected: this.expected })
  }
}

/** Everything that can go wrong while listing threads. */
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

/** Whether asking again can help: as often as allowed, once more, or not at all. */
export const retryHelps = (failure: ThreadRepositoryErrorReason): "always" | "once" | "never" => {
  switch (failure._tag) {
    case "RateLimited":
    case "TimedOut":
      return "always"
    case "Unavailable":
      return failure.detail === "tls" ? "never" : "always"
    case "MalformedResponse":
      return ["contentType", "utf8", "json", "empty"].includes(failure.detail) ? "once" : "never"
    default:
      return "never"
  }
}
