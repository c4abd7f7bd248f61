import { connect } from "node:net"
import { Effect } from "effect"

/** Writes pieces to a port, each after its milliseconds. Returns the bytes received once the server closes the connection. */
export const rawSocket = (port: number, ...pieces: ReadonlyArray<readonly [afterMillis: number, bytes: string]>) =>
  Effect.callback<string>((resume) => {
    let text = ""
    const socket = connect(port, "127.0.0.1")
    const timers = pieces.map(([after, bytes]) => setTimeout(() => socket.write(bytes), after))
    socket
      .on("data", (chunk) => {
        text += chunk.toString("latin1")
      })
      .on("error", () => {})
      .on("close", () => {
        for (const timer of timers) clearTimeout(timer)
        resume(Effect.succeed(text))
      })
    return Effect.sync(() => socket.destroy())
  })
