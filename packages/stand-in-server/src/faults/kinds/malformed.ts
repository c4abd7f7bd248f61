import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { bytesOf, type FaultKind } from "../FaultKind.ts"
import { noValue } from "../values.ts"

/** `malformed`: a complete response with half of the JSON. */
export const malformed: FaultKind<undefined> = {
  value: noValue,
  stage: "response",
  apply: (response) =>
    Effect.map(response, (right) => {
      const bytes = bytesOf(right)
      const half = bytes.subarray(0, Math.ceil(bytes.length / 2))
      return HttpServerResponse.uint8Array(half, { status: right.status, contentType: "application/json" })
    }),
}
