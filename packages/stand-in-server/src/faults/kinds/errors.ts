import * as Effect from "effect/Effect"
import { errorResponseWith } from "../../errorResponse.ts"
import type { FaultKind } from "../FaultKind.ts"
import { code, withDefault } from "../values.ts"

/** `errors`, `errors=CODE`: status 200 with an error and no threads. */
export const errors: FaultKind<string> = {
  value: withDefault(code, "STAND_IN_ERROR"),
  stage: "response",
  apply: (_, errorCode) =>
    Effect.sync(() =>
      errorResponseWith(200, [
        { errorCode, errorDescription: "A fault of the stand-in", errorUID: crypto.randomUUID() },
      ]),
    ),
}
