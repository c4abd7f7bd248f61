import type { CustomerThread } from "@customer-threads/domain"
import { encodeThread } from "@customer-threads/http-api/wire"
import type { ThreadStore } from "@customer-threads/in-memory-adapter"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import { type CliError, cliError, ExitCode, usageError } from "../../errors/CliError.ts"
import { fileReason } from "../../errors/fileReason.ts"
import { printError } from "../../errors/formatError.ts"
import { lockFile } from "../../fileLock.ts"
import { removeLeftovers, writeWhole } from "../../files.ts"

const lines = (threads: ReadonlyArray<CustomerThread>): string =>
  threads
    .toSorted((a, b) => a.id - b.id)
    .map((thread) => `${JSON.stringify(encodeThread(thread))}\n`)
    .join("")

const problem = (path: string, error: PlatformError) => `--save ${path}: cannot be written (${fileReason(error)})`

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
  let reported: string | undefined
  /** Saves, and reports each new problem once. Returns false if changes are not saved. */
  const saveKept = Effect.suspend(() => (kept === undefined ? Effect.void : save(kept))).pipe(
    Effect.matchEffect({
      onSuccess: () => {
        reported = undefined
        return Effect.succeed(true)
      },
      onFailure: (error) => {
        const said = problem(path, error)
        const report = said === reported ? Effect.void : Console.error(`threads: ${said}; it is tried again.`)
        reported = said
        return Effect.as(report, false)
      },
    }),
  )
  // An interrupted program reports no error, so the message is printed here. The error is for the exit code.
  const notSaved = cliError(
    ExitCode.unavailable,
    "WriteFailed",
    `--save ${path}: the last changes are lost`,
    "save elsewhere",
  )
  const saveLast = Effect.flatMap(saveKept, (saved) =>
    saved ? Effect.void : Effect.andThen(printError(notSaved), Effect.die(notSaved)),
  )
  yield* checkPlace(path)
  yield* Effect.catchTags(lockFile(path), {
    FileIsLocked: () => usageError(`--save ${path}: another stand-in saves to this file`, "choose another file"),
    CannotLock: ({ reason }) => usageError(`--save ${path}: cannot be locked (${reason})`, "choose another folder"),
  })
  yield* removeLeftovers(path)
  yield* Effect.addFinalizer(() => saveLast)
  return Effect.fnUntraced(function* (store: ThreadStore["Service"]) {
    yield* Effect.mapError(save(store), (error) => usageError(problem(path, error), "give a file to write to"))
    kept = store
    yield* Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep("500 millis"), saveKept)))
  })
})
