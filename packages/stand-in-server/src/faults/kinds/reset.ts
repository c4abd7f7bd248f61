import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import type { FaultKind } from "../FaultKind.ts"
import { noValue } from "../values.ts"

/** `reset`: the connection is reset before a byte of the response. The request has no response then. */
export const reset: FaultKind<undefined> = {
  value: noValue,
  stage: "connection",
  apply: (_, __, { request }) =>
    Effect.sync(() => {
      const { socket } = NodeHttpServerRequest.toIncomingMessage(request)
      if ("resetAndDestroy" in socket) socket.resetAndDestroy()
      NodeHttpServerRequest.toServerResponse(request).destroy()
    }).pipe(Effect.andThen(Effect.interrupt)),
}
