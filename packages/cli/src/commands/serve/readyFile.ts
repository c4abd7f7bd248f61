import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import { usageError } from "../../errors/CliError.ts"
import { fileReason } from "../../errors/fileReason.ts"
import { refuseLink, writeWhole } from "../../files.ts"

/** The largest file that can hold an address. */
const MAX_BYTES = 4_096

const cannotWrite = (path: string) => (error: PlatformError) =>
  usageError(`--ready-file ${path}: cannot be written (${fileReason(error)})`, "choose another file")

/** Removes the file of an earlier run. A file with other content is refused, since it may be anything. */
const removeEarlier = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  yield* refuseLink(path)
  const info = yield* Effect.option(files.stat(path))
  if (info._tag === "None") return
  const isSmall = info.value.type === "File" && info.value.size <= MAX_BYTES
  const content = isSmall ? yield* Effect.mapError(files.readFileString(path), cannotWrite(path)) : undefined
  if (content === undefined || !/^(https?:\/\/\S+\n)?$/.test(content)) {
    return yield* usageError(
      `--ready-file ${path}: exists, and holds something other than an address`,
      "choose another file",
    )
  }
  yield* Effect.mapError(files.remove(path), cannotWrite(path))
})

/**
 * Makes a function that writes an address to a file, on one line. A file of an earlier run is removed at once, so that nobody
 * reads an old address. The file is removed when the scope ends, if it still holds this address.
 */
export const makeReadyFile = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  yield* removeEarlier(path)
  return Effect.fnUntraced(function* (address: string) {
    yield* Effect.acquireRelease(Effect.mapError(writeWhole(path, `${address}\n`), cannotWrite(path)), () =>
      files.readFileString(path).pipe(
        Effect.flatMap((content) => (content === `${address}\n` ? files.remove(path) : Effect.void)),
        Effect.ignore,
      ),
    )
  })
})
