import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type * as PlatformError from "effect/PlatformError"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { fileReason } from "./errors/fileReason.ts"

/**
 * Identifies a file: by its device, inode and time of birth. A file system uses the inode of a removed file again, but with
 * another time of birth.
 */
export const identityOf = ({ birthtime, dev, ino }: FileSystem.File.Info): string =>
  [dev, Option.getOrElse(ino, () => ""), Option.match(birthtime, { onNone: () => "", onSome: Number })].join(":")

/** Another process, or another part of this one, has the lock of a file. */
export class FileIsLocked extends Schema.TaggedError<FileIsLocked>()("FileIsLocked", {
  /** The file that the lock protects. */
  path: Schema.String,
}) {}

/** The lock of a file cannot be taken: its folder cannot be written to, or the file system has no locks. */
export class CannotLock extends Schema.TaggedError<CannotLock>()("CannotLock", {
  path: Schema.String,
  /** SQLite's reason, such as `unable to open database file`. */
  reason: Schema.String,
}) {}

/** The result code of SQLite if another connection has the lock. */
const SQLITE_BUSY = 5

const codeOf = (error: unknown): unknown => (error instanceof Error && "errcode" in error ? error.errcode : undefined)

const cannotLock = (path: string) => (error: PlatformError.PlatformError) =>
  new CannotLock({ path, reason: fileReason(error) })

/** Makes the file of a lock if there is none, and identifies it. Undefined if the owner of the lock removes it meanwhile. */
const lockFileIdentity = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  yield* files.writeFile(path, new Uint8Array(), { flag: "wx", mode: 0o600 }).pipe(
    Effect.catchIf(
      ({ reason }) => reason._tag === "AlreadyExists",
      () => Effect.void,
    ),
  )
  return yield* files.stat(path).pipe(
    Effect.map(identityOf),
    Effect.catchIf(
      ({ reason }) => reason._tag === "NotFound",
      () => Effect.succeed(undefined),
    ),
  )
})

const openLocked = (path: string) =>
  Effect.gen(function* () {
    const { DatabaseSync } = yield* Effect.promise(() => import("node:sqlite"))
    return yield* Effect.try({
      try: () => {
        const database = new DatabaseSync(`${path}.lock`)
        try {
          database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE")
          return database
        } catch (error) {
          database.close()
          throw error
        }
      },
      catch: (error) =>
        codeOf(error) === SQLITE_BUSY
          ? new FileIsLocked({ path })
          : new CannotLock({ path, reason: error instanceof Error ? error.message : "unknown" }),
    })
  })

/**
 * Takes the lock once. The owner removes the file of the lock before it releases the lock, so a file that another process
 * opened before may be gone. If the path has the same file before and after, the lock is that of the path.
 */
const lockOnce = Effect.fnUntraced(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  return yield* Effect.acquireRelease(
    Effect.gen(function* () {
      for (;;) {
        const before = yield* Effect.mapError(lockFileIdentity(`${path}.lock`), cannotLock(path))
        if (before === undefined) continue
        const opened = yield* Effect.result(openLocked(path))
        const after = yield* Effect.option(files.stat(`${path}.lock`))
        const isSame = Option.isSome(after) && identityOf(after.value) === before
        if (isSame || (Result.isFailure(opened) && opened.failure._tag === "FileIsLocked")) {
          return yield* Effect.fromResult(opened)
        }
        // The owner removed the file meanwhile. SQLite reports this as a failing disk, or opens a file without a name.
        if (Result.isSuccess(opened)) opened.success.close()
      }
    }),
    // Windows does not remove an open file. It then stays, and holds nothing.
    (database) =>
      Effect.andThen(
        Effect.ignore(files.remove(`${path}.lock`)),
        Effect.sync(() => database.close()),
      ),
  )
})

/**
 * Takes the lock of a file for as long as the scope lasts, and waits for it for at most `wait`. The operating system holds the
 * lock, by way of an empty SQLite database at `path` and `.lock`. It releases the lock however the process ends: a file that
 * is left over holds nothing. Node must not open that file otherwise, since POSIX releases a lock if any descriptor of its file
 * is closed.
 */
export const lockFile = (path: string, wait: Duration.Input = 0) => {
  const millis = Duration.toMillis(wait)
  return Effect.asVoid(
    Effect.retry(lockOnce(path), {
      schedule: Schedule.spaced("20 millis"),
      times: Math.ceil(millis / 20),
      while: ({ _tag }) => _tag === "FileIsLocked",
    }),
  )
}
