import { Agent as HttpAgent } from "node:http"
import { Agent as HttpsAgent } from "node:https"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { guardConnections } from "./guardConnections.ts"
import { readProxies } from "./proxy.ts"

/** Makes each agent for its first request, so that a request without TLS does not load TLS. */
const agents = Effect.gen(function* () {
  const made: { http?: HttpAgent; https?: HttpsAgent } = {}
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      made.http?.destroy()
      made.https?.destroy()
    }),
  )
  const proxyEnv = yield* readProxies
  // A connection through a proxy is for one request, so that there is nothing to guard.
  const proxied = { keepAlive: false, proxyEnv: { ...proxyEnv } }
  return {
    get http() {
      made.http ??=
        proxyEnv.http_proxy === undefined
          ? guardConnections(new HttpAgent({ keepAlive: true }), "connect")
          : new HttpAgent(proxied)
      return made.http
    },
    get https() {
      made.https ??=
        proxyEnv.https_proxy === undefined
          ? guardConnections(new HttpsAgent({ keepAlive: true }), "secureConnect")
          : new HttpsAgent(proxied)
      return made.https
    },
  }
})

/**
 * Provides Node's own HTTP client. It follows no redirect, decompresses nothing, connects within 5 seconds, and drops a
 * connection that gets bytes while no request waits for any. It uses the proxies of `HTTPS_PROXY` and `HTTP_PROXY`, but never to
 * reach this machine.
 */
export const transport = NodeHttpClient.layerNodeHttpNoAgent.pipe(
  Layer.provide(Layer.effect(NodeHttpClient.HttpAgent, agents)),
)
