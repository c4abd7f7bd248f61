import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { DoctorInput } from "../commands/doctor.ts"
import { checkAnswer } from "./checkAnswer.ts"
import { checkClock } from "./checkClock.ts"
import { checkConnection } from "./checkConnection.ts"
import { checkCredentials } from "./checkCredentials.ts"
import { checkName } from "./checkName.ts"
import { checkSettings } from "./checkSettings.ts"
import { checkTls } from "./checkTls.ts"
import { blocked, type Check, isGood } from "./Finding.ts"
import { TOTAL } from "./limits.ts"

/** What can be told of the way to the service: each check only where those before it allow it. */
const checkWay = Effect.fnUntraced(function* (url: URL | undefined) {
  const name = url === undefined ? blocked : yield* checkName(url)
  const connection = url === undefined || !isGood(name) ? blocked : yield* checkConnection(url)
  const isOpen = url !== undefined && isGood(name) && isGood(connection)
  const tls = isOpen ? yield* checkTls(url) : blocked
  const isSafe = isOpen && isGood(tls)
  const { answered, finding: answer } = isSafe ? yield* checkAnswer(url) : { finding: blocked, answered: undefined }
  return { name, connection, tls, answer, clock: checkClock(answered), isSafe }
})

/** Every check, one after the other. */
export const diagnose = Effect.fnUntraced(function* (input: DoctorInput) {
  const deadline = (yield* Clock.currentTimeMillis) + Duration.toMillis(TOTAL)
  const { finding, settings } = yield* checkSettings(input)
  const { answer, clock, connection, isSafe, name, tls } = yield* checkWay(settings?.url)
  const credentials = yield* checkCredentials(input, { query: settings?.query, mayAsk: isSafe, deadline })
  return [
    { name: "settings", ...finding },
    { name: "name resolution", ...name },
    { name: "connection", ...connection },
    { name: "TLS", ...tls },
    { name: "answer", ...answer },
    { name: "clock", ...clock },
    { name: "credentials", ...credentials },
  ] satisfies ReadonlyArray<Check>
})
