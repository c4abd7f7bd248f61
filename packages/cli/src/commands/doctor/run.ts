import { monotonicMillis } from "@customer-threads/domain/clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { CliError } from "../../errors/CliError.ts"
import { canColor, paintWith, writeOut } from "../../output/terminal.ts"
import { blocked, type Check, isGood, TOTAL } from "./check.ts"
import { checkClock } from "./checks/clock.ts"
import { checkConnection } from "./checks/connection.ts"
import { checkCredentials } from "./checks/credentials.ts"
import { checkName } from "./checks/dns.ts"
import { checkHttp } from "./checks/http.ts"
import { checkSettings } from "./checks/settings.ts"
import { checkTls } from "./checks/tls.ts"
import type { DoctorInput } from "./flags.ts"
import { renderChecksJson, renderChecksTable } from "./report.ts"

/** Checks the connection to the service step by step, and stops at the first failure. */
const checkWay = Effect.fnUntraced(function* (url: URL | undefined, proxy: URL | undefined) {
  // The program connects to the proxy, if there is one, and the proxy to the service.
  const next = proxy ?? url
  const name = next === undefined ? blocked : yield* checkName(next)
  const connection = next === undefined || !isGood(name) ? blocked : yield* checkConnection(next)
  const isOpen = url !== undefined && isGood(name) && isGood(connection)
  const tls = isOpen ? yield* checkTls(url, proxy) : blocked
  const isSafe = isOpen && isGood(tls)
  const { httpResponse, finding: response } = isSafe
    ? yield* checkHttp(url)
    : { finding: blocked, httpResponse: undefined }
  return { name, connection, tls, response, clock: checkClock(httpResponse), isSafe }
})

/** Makes every check, one after the other. */
export const diagnose = Effect.fnUntraced(function* (input: DoctorInput) {
  const deadline = (yield* monotonicMillis) + Duration.toMillis(TOTAL)
  const { finding, settings } = yield* checkSettings(input)
  const { response, clock, connection, isSafe, name, tls } = yield* checkWay(settings?.url, settings?.proxy)
  const credentials = yield* checkCredentials(input, { query: settings?.query, mayAsk: isSafe, deadline })
  return [
    { name: "settings", ...finding },
    { name: "name resolution", ...name },
    { name: "connection", ...connection },
    { name: "TLS", ...tls },
    { name: "response", ...response },
    { name: "clock", ...clock },
    { name: "credentials", ...credentials },
  ] satisfies ReadonlyArray<Check>
})

/** Prints the result of every check. The first failure decides the exit code. */
export const runDoctor = Effect.fnUntraced(function* (input: DoctorInput) {
  const checks = yield* diagnose(input)
  const colours = yield* canColor
  const report = input.format === "json" ? renderChecksJson(checks) : renderChecksTable(checks, paintWith(colours))
  yield* writeOut(`${report}\n`)
  for (const check of checks) {
    if (check.status !== "failed") continue
    const { failure, name } = check
    return yield* new CliError({ ...failure, problem: `${name}: ${failure.problem}` })
  }
})
