import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Layer from "effect/Layer"

/** Undici, which follows no redirect and decompresses nothing, with 5 seconds to make a connection. */
export const transport = NodeHttpClient.layerUndiciNoDispatcher.pipe(
  Layer.provide(NodeHttpClient.layerDispatcherOptions({ connect: { timeout: 5_000 } })),
)
