import { isIP } from "node:net"
import { connect, type TLSSocket } from "node:tls"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { codeOf, type Finding, notChecked, ok, unreachable, warning } from "../check.ts"
import { portOf } from "./connection.ts"
import { hostOf } from "./dns.ts"
import { opened } from "./socket.ts"

const DAY = 86_400_000
/** Days before the end of a certificate from which the check warns. */
const SOON = 14

const untrusted =
  "check the base URL; where the network inspects TLS, set NODE_EXTRA_CA_CERTS to the file of its certificate"
const fixes: Record<string, string> = {
  CERT_HAS_EXPIRED: "check this machine's clock; if it is right, tell the vendor that the certificate has ended",
  CERT_NOT_YET_VALID: "check this machine's clock",
  ERR_TLS_CERT_ALTNAME_INVALID: "check the host name in the base URL: the certificate is another's",
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
}

const describe = (protocol: string | null, end: number, now: number): Finding => {
  const until = DateTime.formatIso(DateTime.makeUnsafe(end)).slice(0, 10)
  const days = Math.floor((end - now) / DAY)
  const detail = `${protocol ?? "TLS"}, with a certificate that is valid until ${until}`
  return days < SOON
    ? warning(`${detail}, ${days} days from now`, "tell the vendor, unless the certificate is renewed by itself")
    : ok(detail)
}

/** Checks that this machine trusts the certificate of the service. */
export const checkTls = Effect.fnUntraced(function* (url: URL) {
  if (url.protocol !== "https:") return notChecked("The address is this machine's, over http", "no network is crossed")
  const host = hostOf(url)
  const now = yield* Clock.currentTimeMillis
  return yield* opened<TLSSocket, Finding>(
    () => connect({ host, port: portOf(url), ...(isIP(host) > 0 ? {} : { servername: host }) }),
    "secureConnect",
    (socket) => describe(socket.getProtocol(), Date.parse(socket.getPeerCertificate().valid_to), now),
  ).pipe(
    Effect.catch((error) => {
      const code = codeOf(error)
      const problem = `The handshake failed (${code})`
      return Effect.succeed(unreachable(problem, fixes[code] ?? "check that the base URL's port speaks TLS"))
    }),
  )
})
