import { Agent as HttpAgent } from "node:http"
import { Agent as HttpsAgent } from "node:https"
import type { Socket } from "node:net"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** How long making a connection may take, the handshake of TLS included, in milliseconds. */
const CONNECT = 5_000

/** Has the agent give up connections that are not made in time. */
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

/** Each agent is made for the first request that it is for: one that needs no TLS does not wait for TLS to be loaded. */
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

/** Node's own HTTP, which follows no redirect and decompresses nothing, with 5 seconds to make a connection. */
export const transport = NodeHttpClient.layerNodeHttpNoAgent.pipe(
  Layer.provide(Layer.effect(NodeHttpClient.HttpAgent, agents)),
)
