import { inspect } from "node:util"
import { assert } from "@effect/vitest"
import { Cause, Effect, Logger, Redacted, References } from "effect"

const username = "canary-user+/ä"
const password = "canary pass:wörd/%"

/** Credentials that are found wherever they leak: each form of them differs from each other. */
export const credentials = { username: Redacted.make(username), password: Redacted.make(password) }

const base64 = (text: string) => Buffer.from(text).toString("base64")

/** Every form in which the credentials could turn up. */
const canaries: ReadonlyArray<string> = [
  username,
  password,
  base64(`${username}:${password}`),
  base64(username).replace(/=+$/, ""),
  base64(password).replace(/=+$/, ""),
  encodeURIComponent(username),
  encodeURIComponent(password),
  encodeURI(password),
  JSON.stringify(username).slice(1, -1),
]

/** Fails when a text holds the credentials in any form. */
export const assertNoCanary = (text: string): void => {
  for (const canary of canaries) assert.notInclude(text, canary)
}

/** Everything that can be printed of an error, and what each logger at every level makes of its cause. */
export const everythingPrintedOf = Effect.fnUntraced(function* (cause: Cause.Cause<Error>) {
  const printed: Array<string> = [Cause.pretty(cause), inspect(cause, { depth: 12, showHidden: true })]
  for (const reason of cause.reasons) {
    const error = Cause.isFailReason(reason) ? reason.error : Cause.isDieReason(reason) ? reason.defect : undefined
    printed.push(String(error), JSON.stringify(error) ?? "", inspect(error, { depth: 12, showHidden: true }))
    if (error instanceof Error) printed.push(error.message, String(error.stack), inspect(error.cause, { depth: 12 }))
  }
  const formats = [Logger.formatSimple, Logger.formatLogFmt, Logger.formatJson, Logger.formatStructured] as const
  const loggers = formats.map((format) =>
    Logger.make((options) => {
      printed.push(inspect(format.log(options), { depth: 12, showHidden: true }))
    }),
  )
  yield* Effect.logTrace("failed", cause).pipe(
    Effect.provideService(References.MinimumLogLevel, "All"),
    Effect.provide(Logger.layer(loggers)),
  )
  return printed
})
