import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"

/** Writes a file whole or not at all, for its owner alone (0600): beside it first, and then in its place. */
export const writeWhole = Effect.fnUntraced(function* (path: string, text: string) {
  const files = yield* FileSystem.FileSystem
  const beside = `${path}.${crypto.randomUUID()}.tmp`
  yield* Effect.scoped(
    Effect.gen(function* () {
      const file = yield* files.open(beside, { flag: "wx", mode: 0o600 })
      yield* file.writeAll(new TextEncoder().encode(text))
      yield* file.sync
    }),
  ).pipe(
    Effect.andThen(files.rename(beside, path)),
    Effect.onError(() => Effect.ignore(files.remove(beside))),
  )
}, Effect.uninterruptible)
