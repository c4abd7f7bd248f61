import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { usageError } from "./errors/CliError.ts"
import { fileReason } from "./errors/fileReason.ts"
import { lockFile } from "./fileLock.ts"

/**
 * Writes a file that only the user may read (0600), in a directory that only the user may enter (0700): beside it first,
 * then in its place, so that it is never there in part. A symbolic link in its place is refused.
 */
export const writePrivateFile = Effect.fnUntraced(
  function* (file: string, text: string) {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const directory = path.dirname(file)
    yield* files.makeDirectory(directory, { recursive: true, mode: 0o700 })
    yield* files.chmod(directory, 0o700)
    yield* refuseLink(file)
    yield* writeWhole(file, text)
  },
  (effect, file) =>
    Effect.catchTag(effect, "PlatformError", (error) =>
      usageError(`${file}: cannot be written (${fileReason(error)})`, "let it be written"),
    ),
)

/**
 * Runs an effect that reads a private file and writes it again, while no other process changes the file. It waits for another
 * process for at most 10 seconds.
 */
export const changingPrivateFile =
  (file: string) =>
  <A, E, R>(change: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* Path.Path
      yield* Effect.ignore(files.makeDirectory(path.dirname(file), { recursive: true, mode: 0o700 }))
      yield* Effect.catchTags(lockFile(file, "10 seconds"), {
        FileIsLocked: () => usageError(`${file}: another command is changing it`, "wait, then try again"),
        CannotLock: ({ reason }) => usageError(`${file}: cannot be locked (${reason})`, "let its folder be written"),
      })
      yield* removeLeftovers(file)
      return yield* change
    }).pipe(Effect.scoped)

/** Refuses a symbolic link. */
export const refuseLink = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const isLink = yield* Effect.isSuccess(files.readLink(file))
  if (isLink)
    return yield* usageError(`${file}: is a symbolic link, which is not followed`, "put the file itself there")
})

const temporaryEnd = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/

/** Removes what a process that was killed while it wrote a file has left beside it. Needs the lock of the file. */
export const removeLeftovers = Effect.fnUntraced(
  function* (file: string) {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const directory = path.dirname(file)
    const start = `${path.basename(file)}.`
    const isLeftover = (name: string) => name.startsWith(start) && temporaryEnd.test(name.slice(start.length))
    for (const name of (yield* files.readDirectory(directory)).filter(isLeftover)) {
      yield* files.remove(path.join(directory, name))
    }
  },
  (effect) => Effect.ignore(effect),
)

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
