import type { CustomerThread } from "@customer-threads/domain"
import { encodeThread } from "@customer-threads/http-api/wire"
import type { ThreadStore } from "@customer-threads/in-memory-adapter"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import { type CliError, usageError } from "../../errors/CliError.ts"
import { lockFile } from "../../fileLock.ts"
import { removeLeftovers, writeWhole } from "../../files.ts"

const lines = (threads: ReadonlyArray<CustomerThread>): string =>
  threads
    .toSorted((a, b) => a.id - b.id)
    .map((thread) => `${JSON.stringify(encodeThread(thread))}\n`)
    .join("")

const problem = (path: string, { reason }: PlatformError) => `--save ${path}: cannot be written (${reason._tag})`

/** Fails if the path is a link or not a file: the target of a link may belong to another program. */
const checkPlace = Effect.fnUntraced(function* (path: string): Effect.fn.Return<void, CliError, FileSystem.FileSystem> {
  const files = yield* FileSystem.FileSystem
  const isLink = yield* Effect.isSuccess(files.readLink(path))
  const info = yield* Effect.option(files.stat(path))
  if (isLink || (info._tag === "Some" && info.value.type !== "File")) {
    return yield* usageError(`--save ${path}: is a link or no file`, "give a file to write to")
  }
})

/**
 * Makes a function that saves the threads of a store to a file, one on each line. It writes them at once, after that twice
 * a second if they changed, and once more when the scope ends.
 */
export const makeThreadsFile = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  let kept: ThreadStore["Service"] | undefined
  let written: number | undefined
  const save = Effect.fnUntraced(
    function* (store: ThreadStore["Service"]) {
      const version = yield* store.version
      if (version === written) return
      yield* writeWhole(path, lines(yield* store.all))
      written = version
    },
    Effect.provideService(FileSystem.FileSystem, files),
    Effect.uninterruptible,
  )
  const saveKept = Effect.suspend(() => (kept === undefined ? Effect.void : save(kept))).pipe(
    Effect.catch((error) => Console.error(`threads: ${problem(path, error)}.`)),
  )
  yield* checkPlace(path)
  yield* Effect.catchTags(lockFile(path), {
    FileIsLocked: () => usageError(`--save ${path}: another stand-in saves to this file`, "choose another file"),
    CannotLock: ({ reason }) => usageError(`--save ${path}: cannot be locked (${reason})`, "choose another folder"),
  })
  yield* removeLeftovers(path)
  yield* Effect.addFinalizer(() => saveKept)
  return Effect.fnUntraced(function* (store: ThreadStore["Service"]) {
    yield* Effect.mapError(save(store), (error) => usageError(problem(path, error), "give a file to write to"))
    kept = store
    yield* Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep("500 millis"), saveKept)))
  })
})
