import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { errorResponse } from "../../errorResponse.ts"
import type { FaultKind } from "../FaultKind.ts"
import { wholeSeconds } from "../values.ts"

/** `rate-limit`, `rate-limit=2s`: status 429, with `Retry-After` if there is a value. */
export const rateLimit: FaultKind<Duration.Duration | undefined> = {
  value: Schema.UndefinedOr(wholeSeconds),
  stage: "response",
  apply: (_, wait) =>
    Effect.sync(() =>
      errorResponse(
        429,
        "A fault of the stand-in: too many requests",
        wait === undefined ? {} : { "retry-after": String(Duration.toSeconds(wait)) },
      ),
    ),
}
