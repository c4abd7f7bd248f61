import { isLoopback } from "@customer-threads/http-api/settings"
import * as Effect from "effect/Effect"
import { readText } from "../env.ts"
import { type CliError, usageError } from "../errors/CliError.ts"

/** Hosts of this machine, in the form of Node's `no_proxy`. */
const ownHosts = "localhost,*.localhost,127.0.0.1-127.255.255.255,[::1],::1"

/** The variables of proxies, as Node reads them. Those in lower case come first. */
export interface ProxyVariables {
  readonly http_proxy: string | undefined
  readonly https_proxy: string | undefined
  /** Hosts that are reached without a proxy, this machine's included. */
  readonly no_proxy: string
}

const either = Effect.fnUntraced(function* (name: string) {
  return (yield* readText(name)) ?? (yield* readText(name.toUpperCase()))
})

/** Reads the variables of proxies from the environment. */
export const readProxyVariables: Effect.Effect<ProxyVariables> = Effect.gen(function* () {
  const no_proxy = yield* either("no_proxy")
  return {
    http_proxy: yield* either("http_proxy"),
    https_proxy: yield* either("https_proxy"),
    no_proxy: no_proxy === undefined ? ownHosts : `${no_proxy},${ownHosts}`,
  }
})

/** True if an entry of `no_proxy` names the host: `*`, a name with those below it, or either with a port. */
const names = (entry: string, { host, hostname }: URL): boolean => {
  const name = entry
    .trim()
    .toLowerCase()
    .replace(/^\*?\./, "")
  return (
    entry.trim() === "*" || (name !== "" && [host, hostname].some((own) => own === name || own.endsWith(`.${name}`)))
  )
}

/**
 * Finds the proxy of an address, without its credentials. Node decides by itself when it connects; this is for what the program
 * says about it. Fails if the proxy is no address, which Node would ignore.
 */
export const proxyOf = Effect.fnUntraced(function* (url: URL): Effect.fn.Return<URL | undefined, CliError> {
  const { http_proxy, https_proxy, no_proxy } = yield* readProxyVariables
  const [name, text] = url.protocol === "https:" ? ["HTTPS_PROXY", https_proxy] : ["HTTP_PROXY", http_proxy]
  if (text === undefined || isLoopback(url.hostname) || no_proxy.split(",").some((entry) => names(entry, url))) {
    return undefined
  }
  const proxy = URL.parse(text)
  if (proxy === null || !/^https?:$/.test(proxy.protocol)) {
    return yield* usageError(`${name} must be an address such as http://proxy.example:3128`, "correct the variable")
  }
  return new URL(proxy.origin)
})
