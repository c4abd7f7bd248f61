import { monotonicMillis } from "@customer-threads/domain/clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type * as PlatformError from "effect/PlatformError"
import * as Scope from "effect/Scope"
import { type CliError, cliError, ExitCode } from "../../errors/CliError.ts"
import { identityOf } from "../../fileLock.ts"
import { type ExportFiles, infoOf, writeFailure } from "./files.ts"
import type { OpenExport } from "./open.ts"

/** Time in milliseconds and number of characters after which waiting threads are written. */
const DUE = { millis: 250, length: 1024 * 1024 }

/** Writes threads in batches, and confirms each in the journal, so that a killed export can be resumed. */
export interface ExportWriter {
  /** Takes a customer's threads, as they are to be in the file. */
  readonly add: (customer: string, threads: number, text: string) => Effect.Effect<void, CliError>
  /** Takes a line about a customer that failed. */
  readonly addFailure: (line: string) => Effect.Effect<void, CliError>
  /** Writes and confirms everything taken. */
  readonly flush: Effect.Effect<void, CliError>
  /** Hands the file over; the journal stays where some customers are missing. */
  readonly finish: (isComplete: boolean) => Effect.Effect<void, CliError>
}

const encoder = new TextEncoder()

export const makeExportWriter = Effect.fnUntraced(function* (files: ExportFiles, open: OpenExport, head: string) {
  const system = yield* FileSystem.FileSystem
  const scope = yield* Effect.scope
  const { chain, digest, journal, part } = open
  let [threads, entries, failures] = [open.end === 0 ? head : "", "", ""]
  let end = open.end + Buffer.byteLength(threads)
  digest.add(threads)
  let flushedAt = 0
  let broken: CliError | undefined
  let errors: FileSystem.File | undefined

  const openErrors = Effect.suspend(() =>
    errors === undefined
      ? Effect.tap(system.open(files.errors, { flag: "wx", mode: 0o600 }), (file) => {
          errors = file
          return Effect.void
        }).pipe(Effect.provideService(Scope.Scope, scope))
      : Effect.succeed(errors),
  )

  const append = (path: string, file: FileSystem.File, text: string) =>
    Effect.mapError(Effect.andThen(file.writeAll(encoder.encode(text)), file.sync), writeFailure(path))

  const write = Effect.gen(function* () {
    if (broken !== undefined) return yield* broken
    flushedAt = yield* monotonicMillis
    const taken = [threads, entries, failures] as const
    ;[threads, entries, failures] = ["", "", ""]
    // A journal confirms only what is on the disk.
    if (taken[0] !== "") yield* append(files.part, part, taken[0])
    if (taken[1] !== "") yield* append(files.journal, journal, taken[1])
    if (taken[2] === "") return
    const file = yield* Effect.mapError(openErrors, writeFailure(files.errors))
    yield* append(files.errors, file, taken[2])
  }).pipe(
    Effect.tapError((failed) => {
      broken = failed
      return Effect.void
    }),
  )
  // What was begun to be written is written to its end, or the cursors would not be where they are believed to be.
  const flush = Effect.uninterruptible(write)

  const flushWhenDue = Effect.flatMap(monotonicMillis, (now) =>
    now - flushedAt >= DUE.millis || threads.length >= DUE.length ? flush : Effect.void,
  )

  /** Fails if a path no longer names the file that was opened, so that no file of another program is renamed or removed. */
  const checkPath = Effect.fnUntraced(function* (path: string, file: FileSystem.File) {
    const info = yield* Effect.option(system.lstat(path))
    const opened = yield* Effect.mapError(file.stat, writeFailure(path))
    if (Option.isSome(info) && identityOf(info.value) === identityOf(opened)) return
    return yield* cliError(
      ExitCode.unavailable,
      "FileReplaced",
      `${path} was replaced or removed while the export ran; it was left as it is`,
      "move it away, then start over with --force",
    )
  })

  const finish = Effect.fnUntraced(function* (isComplete: boolean) {
    yield* write
    yield* checkPath(files.part, part)
    yield* checkPath(files.journal, journal)
    if (
      !open.overwrite &&
      (yield* Effect.provideService(infoOf(files.output), FileSystem.FileSystem, system)) !== undefined
    ) {
      return yield* cliError(
        ExitCode.unavailable,
        "OutputExists",
        `${files.output} was created while the export ran; it was not overwritten`,
        "move it away, then go on with --resume",
      )
    }
    const handOver = Effect.gen(function* () {
      yield* journal.writeAll(encoder.encode(chain.line({ finished: end, content: digest.value })))
      yield* journal.sync
      yield* system.rename(files.part, files.output)
      yield* syncDirectory
      if (isComplete) yield* system.remove(files.journal)
    })
    yield* Effect.mapError(handOver, writeFailure(files.output))
  }, Effect.uninterruptible)

  // The new name is to last, too; not every system can see to that.
  const syncDirectory: Effect.Effect<void, PlatformError.PlatformError> = Effect.scoped(
    Effect.flatMap(system.open(files.directory), (directory) => directory.sync),
  ).pipe(Effect.ignore)

  return {
    add: (customer, count, text) => {
      threads += text
      end += Buffer.byteLength(text)
      digest.add(text)
      entries += chain.line({ customer, threads: count, end, content: digest.value })
      return flushWhenDue
    },
    addFailure: (line) => {
      failures += line
      return flushWhenDue
    },
    flush,
    finish,
  } satisfies ExportWriter as ExportWriter
})
