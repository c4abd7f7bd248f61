import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { AttemptFailure } from "./AttemptFailure.ts"
import type { Answer } from "./Exchange.ts"
import { malformedResponse } from "./HttpErrorDetail.ts"

const utf8 = new TextDecoder("utf-8", { fatal: true })

const parse = (status: number, bytes: Uint8Array): Result.Result<unknown, AttemptFailure> => {
  const malformed = (detail: "utf8" | "json" | "empty", expected: string) =>
    new AttemptFailure({ reason: malformedResponse(detail, { status, expected }) })
  const text = Result.try({
    try: () => utf8.decode(bytes),
    catch: () => malformed("utf8", "a body in UTF-8"),
  })
  if (Result.isFailure(text)) return text
  if (!/\S/.test(text.success)) return Result.fail(malformed("empty", "a body"))
  return Result.try({
    try: (): unknown => JSON.parse(text.success),
    catch: () => malformed("json", "a body in JSON"),
  })
}

/** The JSON in a body in strict UTF-8. An empty body is never a value. */
export const readBody = ({ body, status }: Answer): Effect.Effect<unknown, AttemptFailure> =>
  Effect.flatMap(body, (bytes) => Effect.fromResult(parse(status, bytes)))
