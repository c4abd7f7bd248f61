import type { ListThreadsResponse } from "@customer-threads/http-api/wire"
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { bytesOf, type FaultKind } from "../FaultKind.ts"
import { code, withDefault } from "../values.ts"

/** `warnings`, `warnings=CODE`: the right response with one more warning. */
export const warnings: FaultKind<string> = {
  value: withDefault(code, "STAND_IN_WARNING"),
  stage: "response",
  apply: (response, warningCode) =>
    Effect.map(response, (right) => {
      if (right.status !== 200) return right
      const body = JSON.parse(new TextDecoder().decode(bytesOf(right))) as ListThreadsResponse
      const warning = { warningCode, warningDescription: "A fault of the stand-in" }
      return HttpServerResponse.jsonUnsafe({ ...body, warnings: [...body.warnings, warning] })
    }),
}
