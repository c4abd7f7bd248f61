import { NodeHttpClient } from "@effect/platform-node"
import { Effect, Layer } from "effect"

/** `NodeHttpClient.layerUndici` with its pool in sight. */
export const shippedTransport = Layer.provideMerge(
  NodeHttpClient.layerUndiciNoDispatcher,
  NodeHttpClient.layerDispatcher,
)

/** How many connections of the pool are in use, and how many requests wait for one. */
export const inUse = Effect.map(NodeHttpClient.Dispatcher, (dispatcher) => () => {
  const stats = "stats" in dispatcher ? (dispatcher.stats as Record<string, { size: number; pending: number }>) : {}
  return Object.values(stats).reduce((sum, { pending, size }) => sum + size + pending, 0)
})
