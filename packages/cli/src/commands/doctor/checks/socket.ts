import type { Socket } from "node:net"
import * as Effect from "effect/Effect"
import { EACH } from "../check.ts"

/** Opens a socket, reads from it, and closes it. Fails with the socket's error, or at the time limit. */
export const opened = <S extends Socket, A>(
  open: () => S,
  event: "connect" | "secureConnect",
  read: (socket: S) => A,
): Effect.Effect<A, Error> =>
  Effect.callback<A, Error>((resume) => {
    const socket = open()
    socket.once("error", (error) => resume(Effect.fail(error)))
    socket.once(event, () => {
      resume(Effect.succeed(read(socket)))
      socket.destroy()
    })
    return Effect.sync(() => socket.destroy())
  }).pipe(
    Effect.timeoutOrElse({
      duration: EACH,
      orElse: () => Effect.fail(Object.assign(new Error("no response in time"), { code: "ETIMEDOUT" })),
    }),
  )
