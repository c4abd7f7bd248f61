import { BlockList, isIPv4 } from "node:net"
import * as Effect from "effect/Effect"
import { readText } from "../env.ts"
import { type CliError, usageError } from "../errors/CliError.ts"

/** Hosts of this machine, as an entry of `no_proxy`. */
const ownHosts = "localhost,*.localhost,127.0.0.1-127.255.255.255,::1"

/** The proxies of the environment, each with its credentials, in the form of Node's `proxyEnv`. */
export interface Proxies {
  readonly http_proxy: string | undefined
  readonly https_proxy: string | undefined
  /** Hosts that are reached without a proxy, this machine's included. */
  readonly no_proxy: string
}

/** Reads a variable, in lower case first. */
const either = Effect.fnUntraced(function* (name: string) {
  return (yield* readText(name)) ?? (yield* readText(name.toUpperCase()))
})

/** Parses the address of a proxy. Undefined for text of which Node makes an error with its credentials, or no proxy. */
const parseProxy = (text: string | undefined): URL | undefined => {
  const url = text === undefined ? null : URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  return [url.username, url.password].some((part) => /%(?![\da-f]{2})/i.test(part)) ? undefined : url
}

/** Reads the proxies of the environment, without those that are invalid. */
export const readProxies: Effect.Effect<Proxies> = Effect.gen(function* () {
  const no_proxy = yield* either("no_proxy")
  return {
    http_proxy: parseProxy(yield* either("http_proxy"))?.href,
    https_proxy: parseProxy(yield* either("https_proxy"))?.href,
    no_proxy: no_proxy === undefined ? ownHosts : `${no_proxy},${ownHosts}`,
  }
})

const isInRange = (entry: string, host: string): boolean => {
  const [first = "", last = ""] = entry.split("-").map((address) => address.trim())
  if (![host, first, last].every(isIPv4)) return false
  const range = new BlockList()
  try {
    range.addRange(first, last)
  } catch {
    // The range ends before it begins.
    return false
  }
  return range.check(host)
}

/**
 * True if an entry of `no_proxy` names the host, as Node decides it: `*`, the host with or without its port, `.example.com`
 * for a domain and its hosts, `*.example.com` for its hosts, and `192.0.2.1-192.0.2.9`.
 */
const isNamedBy = (entry: string, { hostname, port, protocol }: URL): boolean => {
  const name = entry.trim().toLowerCase()
  // Node compares an IPv6 address without its brackets.
  const host = hostname.replace(/^\[|\]$/g, "")
  return (
    name === "*" ||
    name === host ||
    name === `${host}:${port || (protocol === "https:" ? 443 : 80)}` ||
    (name.startsWith(".") && `.${host}`.endsWith(name)) ||
    (name.startsWith("*.") && host.endsWith(name.slice(1))) ||
    isInRange(name, host)
  )
}

/**
 * Finds the proxy of an address, without its credentials. Node finds it by itself when it connects; this is to check it before,
 * and to name it. Fails if the proxy is invalid.
 */
export const findProxy = Effect.fnUntraced(function* (url: URL): Effect.fn.Return<URL | undefined, CliError> {
  const name = url.protocol === "https:" ? "https_proxy" : "http_proxy"
  const text = yield* either(name)
  if (text === undefined) return undefined
  const { no_proxy } = yield* readProxies
  if (no_proxy.split(",").some((entry) => isNamedBy(entry, url))) return undefined
  const proxy = parseProxy(text)
  if (proxy !== undefined) return new URL(proxy.origin)
  const problem = `${name.toUpperCase()} must be an address such as http://proxy.example:3128`
  return yield* usageError(problem, "correct the variable")
})
