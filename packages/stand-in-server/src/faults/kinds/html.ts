import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { FaultKind } from "../FaultKind.ts"
import { wholeNumber, withDefault } from "../values.ts"

const page = (status: number): string =>
  `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>The gateway responds for the service</h1></body></html>\n`

/** `html`, `html=502`: a page of a gateway. Default: status 200. */
export const html: FaultKind<number> = {
  value: withDefault(wholeNumber(200, 599), "200"),
  stage: "response",
  apply: (_, status) => Effect.sync(() => HttpServerResponse.text(page(status), { status, contentType: "text/html" })),
}
