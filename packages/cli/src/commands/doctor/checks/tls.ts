import { isIP } from "node:net"
import { connect, type TLSSocket } from "node:tls"
import { ThreadRepositoryError } from "@customer-threads/domain"
import { classifyTransportError } from "@customer-threads/http-adapter/transport-error"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { readText } from "../../../env.ts"
import { codeOf, type Finding, notChecked, ok, unreachable, warning } from "../check.ts"
import { portOf } from "./connection.ts"
import { hostOf } from "./dns.ts"
import { opened } from "./socket.ts"

const DAY = 86_400_000
/** Days before the end of a certificate from which the check warns. */
const SOON = 14

const describe = (protocol: string | null, end: number, now: number): Finding => {
  const until = DateTime.formatIso(DateTime.makeUnsafe(end)).slice(0, 10)
  const days = Math.floor((end - now) / DAY)
  const detail = `${protocol ?? "TLS"}, with a certificate that is valid until ${until}`
  return days < SOON
    ? warning(`${detail}, ${days} days from now`, "tell the vendor, unless the certificate is renewed by itself")
    : ok(detail)
}

/** Checks that this machine trusts the certificate of the service. */
export const checkTls = Effect.fnUntraced(function* (url: URL, proxy: URL | undefined) {
  if (url.protocol !== "https:") return notChecked("The address is this machine's, over http", "no network is crossed")
  if ((yield* readText("NODE_TLS_REJECT_UNAUTHORIZED")) === "0") {
    return unreachable("NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off", "unset it")
  }
  if (proxy !== undefined) return notChecked("A proxy connects to the service", "see the next check, which needs TLS")
  const host = hostOf(url)
  const now = yield* Clock.currentTimeMillis
  return yield* opened<TLSSocket, Finding>(
    () => connect({ host, port: portOf(url), ...(isIP(host) > 0 ? {} : { servername: host }) }),
    "secureConnect",
    (socket) => describe(socket.getProtocol(), Date.parse(socket.getPeerCertificate().valid_to), now),
  ).pipe(
    Effect.catch((error) => {
      const { fix, problem } = new ThreadRepositoryError({ reason: classifyTransportError(error), attempts: 1 })
      return Effect.succeed(unreachable(`${problem} (${codeOf(error)})`, fix))
    }),
  )
})
