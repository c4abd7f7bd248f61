import { NodeHttpClient } from "@effect/platform-node"
import { Effect, Layer } from "effect"

/** `NodeHttpClient.layerUndici` with its pool in sight. */
export const shippedTransport = Layer.provideMerge(
  NodeHttpClient.layerUndiciNoDispatcher,
  NodeHttpClient.layerDispatcher,
)

/** Counts the connections of the pool that are in use, and the requests that wait for one. */
export const inUse = Effect.map(NodeHttpClient.Dispatcher, (dispatcher) => () => {
  const stats = "stats" in dispatcher ? (dispatcher.stats as Record<string, { size: number; pending: number }>) : {}
  return Object.values(stats).reduce((sum, { pending, size }) => sum + size + pending, 0)
})
