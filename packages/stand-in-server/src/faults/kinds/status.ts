import * as Effect from "effect/Effect"
import { errorResponse } from "../../errorResponse.ts"
import type { FaultKind } from "../FaultKind.ts"
import { wholeNumber } from "../values.ts"

/** `status=503`: an error status, 400 to 599, with the vendor's envelope. */
export const status: FaultKind<number> = {
  value: wholeNumber(400, 599),
  stage: "response",
  apply: (_, status) => Effect.sync(() => errorResponse(status, "A fault of the stand-in")),
}
