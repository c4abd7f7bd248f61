import { Agent as HttpAgent } from "node:http"
import { Agent as HttpsAgent } from "node:https"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { guardConnections } from "./guardConnections.ts"

/** Makes each agent for its first request, so that a request without TLS does not load TLS. */
const agents = Effect.gen(function* () {
  const made: { http?: HttpAgent; https?: HttpsAgent } = {}
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      made.http?.destroy()
      made.https?.destroy()
    }),
  )
  return {
    get http() {
      made.http ??= guardConnections(new HttpAgent({ keepAlive: true }), "connect")
      return made.http
    },
    get https() {
      made.https ??= guardConnections(new HttpsAgent({ keepAlive: true }), "secureConnect")
      return made.https
    },
  }
})

/**
 * Provides Node's own HTTP client. It follows no redirect, decompresses nothing, connects within 5 seconds, and drops a
 * connection that gets bytes while no request waits for any.
 */
export const transport = NodeHttpClient.layerNodeHttpNoAgent.pipe(
  Layer.provide(Layer.effect(NodeHttpClient.HttpAgent, agents)),
)
