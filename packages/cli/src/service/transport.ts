import { Agent as HttpAgent } from "node:http"
import { Agent as HttpsAgent } from "node:https"
import type { Socket } from "node:net"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Time limit of connecting, including the TLS handshake, in milliseconds. */
const CONNECT = 5_000

/** Makes an agent destroy connections that are not made within the time limit. */
const limitConnecting = <A extends HttpAgent>(agent: A, made: "connect" | "secureConnect"): A => {
  const create = agent.createConnection.bind(agent)
  agent.createConnection = (...args) => {
    const socket = create(...args) as Socket
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" })),
      CONNECT,
    )
    for (const event of [made, "close"]) socket.once(event, () => clearTimeout(timer))
    return socket
  }
  return agent
}

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
      made.http ??= limitConnecting(new HttpAgent({ keepAlive: true }), "connect")
      return made.http
    },
    get https() {
      made.https ??= limitConnecting(new HttpsAgent({ keepAlive: true }), "secureConnect")
      return made.https
    },
  }
})

/** Provides Node's own HTTP client. It follows no redirect, decompresses nothing, and connects within 5 seconds. */
export const transport = NodeHttpClient.layerNodeHttpNoAgent.pipe(
  Layer.provide(Layer.effect(NodeHttpClient.HttpAgent, agents)),
)
