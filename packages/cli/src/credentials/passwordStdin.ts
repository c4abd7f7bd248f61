import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { usageError } from "../errors/CliError.ts"

const again = "pipe the password in, and nothing else"

/** Maximum size of the input, in bytes: more than any password needs. */
const largest = 64 * 1024

/** Reads the password from standard input, without the line end after it. */
export const readPasswordStdin = Effect.gen(function* () {
  const stdio = yield* Stdio.Stdio
  if (yield* stdio.stdinIsTerminal) {
    return yield* usageError("--password-stdin: standard input is a terminal", "pipe the password in")
  }
  const decoder = new TextDecoder("utf-8", { fatal: true })
  let size = 0
  const text = yield* stdio.stdin.pipe(
    Stream.takeWhile((chunk) => {
      size += chunk.length
      return size <= largest
    }),
    Stream.runFold(
      () => [] as Array<Uint8Array>,
      (chunks, chunk) => [...chunks, chunk],
    ),
    Effect.flatMap((chunks) =>
      Effect.try({
        try: () => decoder.decode(Buffer.concat(chunks)),
        catch: () => usageError("--password-stdin: standard input is not UTF-8 text", again),
      }),
    ),
    Effect.catchTag("PlatformError", () => usageError("--password-stdin: standard input cannot be read", again)),
  )
  if (size > largest) return yield* usageError("--password-stdin: standard input is too long for a password", again)
  const password = text.replace(/\r?\n$/, "")
  if (password === "") return yield* usageError("--password-stdin: standard input holds no password", again)
  return Redacted.make(password)
})
