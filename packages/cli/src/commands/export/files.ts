import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type * as PlatformError from "effect/PlatformError"
import { type CliError, cliError, ExitCode, usageError } from "../../errors/CliError.ts"
import { fileReason } from "../../errors/fileReason.ts"

/** The files of an export, which are all in one directory. */
export interface ExportFiles {
  /** The file of `--output`, which exists when the export is complete. */
  readonly output: string
  /** The threads so far. */
  readonly part: string
  /** The journal: the customers whose threads are in `part`. */
  readonly journal: string
  /** The customers that failed, one on each line. */
  readonly errors: string
  readonly directory: string
}

/** The files of an export to `output`, in a directory that exists. */
export const exportFiles = Effect.fnUntraced(function* (output: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const given = path.dirname(output)
  const directory = yield* Effect.mapError(files.realPath(given), (error) =>
    error.reason._tag === "NotFound"
      ? usageError(`--output: there is no directory ${given}`, "make it, or choose another")
      : usageError(`--output: the directory ${given} cannot be used (${fileReason(error)})`, "choose another"),
  )
  return {
    output,
    part: `${output}.part`,
    journal: `${output}.journal`,
    errors: `${output}.errors.ndjson`,
    directory,
  } satisfies ExportFiles as ExportFiles
})

/** Reads the inode and size of a file, or undefined if there is none. Fails for a symbolic link or anything but a file. */
export const infoOf = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  const info = yield* files.lstat(path).pipe(
    Effect.catchIf(
      ({ reason }) => reason._tag === "NotFound",
      () => Effect.succeed(undefined),
    ),
    Effect.mapError(openFailure(path)),
  )
  if (info === undefined || info.type === "File") return info
  return yield* usageError(
    `--output: ${path} is ${info.type === "SymbolicLink" ? "a symbolic link, which is not followed" : "no file"}`,
    "choose another",
  )
})

/** Makes the error of a file that cannot be opened. No request was sent. */
export const openFailure = (path: string) => (error: PlatformError.PlatformError) =>
  usageError(`--output: ${path} cannot be written (${fileReason(error)})`, "choose another, or see to its permissions")

/** Makes the error of a file that can no longer be written. Its confirmed part stays valid. */
export const writeFailure =
  (path: string) =>
  (error: PlatformError.PlatformError): CliError =>
    cliError(
      ExitCode.unavailable,
      "WriteFailed",
      `${path} could not be written (${fileReason(error)})`,
      "see to that, then go on with --resume",
    )
