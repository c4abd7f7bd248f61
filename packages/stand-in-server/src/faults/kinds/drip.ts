import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Stream from "effect/Stream"
import { bytesOf, type FaultKind } from "../FaultKind.ts"
import { duration } from "../values.ts"

const MAX_PIECES = 20

/** `drip=2s`: the body arrives in up to 20 pieces over this time. */
export const drip: FaultKind<Duration.Duration> = {
  value: duration,
  stage: "connection",
  apply: (response, time) =>
    Effect.map(response, (whole) => {
      const bytes = bytesOf(whole)
      const size = Math.ceil(bytes.length / MAX_PIECES)
      const starts = Array.from({ length: MAX_PIECES }, (_, index) => index * size)
      const pieces = starts.map((start) => bytes.subarray(start, start + size)).filter(({ length }) => length > 0)
      const pause = Effect.sleep(Duration.toMillis(time) / pieces.length)
      return HttpServerResponse.stream(
        Stream.fromIterable(pieces).pipe(
          Stream.rechunk(1),
          Stream.tap(() => pause),
        ),
        { status: whole.status, headers: whole.headers, contentLength: bytes.length },
      )
    }),
}
