import { lookup } from "node:dns/promises"
import { isIP } from "node:net"
import * as Effect from "effect/Effect"
import { codeOf, EACH, type Finding, ok, unreachable } from "../check.ts"

/** The host of an address, without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "")

/** Checks that the host name resolves to an address. */
export const checkName = (url: URL): Effect.Effect<Finding> => {
  const host = hostOf(url)
  const fix = "check the host name in the base URL, and the network"
  if (isIP(host) > 0) return Effect.succeed(ok(`${host} is an address already`))
  return Effect.tryPromise(() => lookup(host, { all: true })).pipe(
    Effect.map((found) => ok(`${host} is ${found.map(({ address }) => address).join(", ")}`)),
    Effect.catch(({ cause }) =>
      Effect.succeed(unreachable(`The name ${host} could not be resolved (${codeOf(cause)})`, fix)),
    ),
    Effect.timeoutOrElse({
      duration: EACH,
      orElse: () => Effect.succeed(unreachable(`The name ${host} was not resolved within 3 seconds`, fix)),
    }),
  )
}
