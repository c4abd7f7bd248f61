import { createHash } from "node:crypto"
import { createServer } from "node:net"
import * as Effect from "effect/Effect"
import { usageError } from "../../errors/CliError.ts"
import { System } from "../../system.ts"

/**
 * Keeps a second run from the same file while the scope lasts: by a socket without a file, which the system takes away
 * however a process ends. Only Linux has these.
 */
export const lockOutput = Effect.fnUntraced(function* (path: string) {
  const { platform } = yield* System
  if (platform !== "linux") return
  yield* Effect.acquireRelease(
    Effect.callback<ReturnType<typeof createServer>, ReturnType<typeof usageError>>((resume) => {
      const server = createServer((socket) => socket.destroy())
      server.on("error", () => resume(usageError(`Another export to ${path} is under way`, "wait for it, or stop it")))
      server.listen(`\0threads-export-${createHash("sha256").update(path).digest("hex")}`, () =>
        resume(Effect.succeed(server)),
      )
    }),
    (server) => Effect.sync(() => server.close()),
  )
})
