import { connect } from "node:net"
import * as Effect from "effect/Effect"
import { codeOf, type Finding, ok, unreachable } from "../check.ts"
import { hostOf } from "./dns.ts"
import { opened } from "./socket.ts"

/** The port of an address. Default: the port of its scheme. */
export const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === "https:" ? 443 : 80)

const fixes: Record<string, string> = {
  ECONNREFUSED: "check the port in the base URL, and that the service is running",
  ETIMEDOUT: "check the network and its firewall; set HTTPS_PROXY if the network has a proxy",
}

/** Checks that a server accepts connections at the address. */
export const checkConnection = (url: URL): Effect.Effect<Finding> => {
  const [host, port] = [hostOf(url), portOf(url)]
  return opened(
    () => connect({ host, port }),
    "connect",
    () => ok(`${host} takes connections on port ${port}`),
  ).pipe(
    Effect.catch((error) => {
      const code = codeOf(error)
      const problem = `${host} does not take a connection on port ${port} (${code})`
      return Effect.succeed(unreachable(problem, fixes[code] ?? "check the base URL and the network"))
    }),
  )
}
