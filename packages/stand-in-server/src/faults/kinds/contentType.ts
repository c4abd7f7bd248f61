import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { bytesOf, type FaultKind } from "../FaultKind.ts"
import { text, withDefault } from "../values.ts"

const mediaType = text(/^[A-Za-z0-9!#$&^_.+-]{1,64}\/[A-Za-z0-9!#$&^_.+-]{1,64}$/, "a media type, as in text/plain")

/** `content-type`, `content-type=text/html`: the right body under another media type. Default: text/plain. */
export const contentType: FaultKind<string> = {
  value: withDefault(mediaType, "text/plain"),
  stage: "response",
  apply: (response, contentType) =>
    Effect.map(response, (right) =>
      HttpServerResponse.uint8Array(bytesOf(right), { status: right.status, contentType }),
    ),
}
