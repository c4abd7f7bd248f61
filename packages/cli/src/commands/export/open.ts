import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { usageError } from "../../errors/CliError.ts"
import { System } from "../../system.ts"
import { type ExportFiles, infoOf, openFailure } from "./files.ts"
import { type Asked, differences, headerLine, type Journal, readJournal } from "./journal.ts"

/** The start of an export: `new` if no file exists, `force` over existing files, or `resume` where it stopped. */
export type Beginning = "new" | "force" | "resume"

/** The open files of an export, each at the end of its confirmed part. */
export interface OpenExport {
  readonly part: FileSystem.File
  readonly journal: FileSystem.File
  readonly overwrite: boolean
  /** The customers whose threads are in the file already. */
  readonly customers: ReadonlySet<string>
  readonly threads: number
  readonly end: number
}

const create = { flag: "wx", mode: 0o600 } as const

type Infos = { readonly [K in "output" | "part" | "journal" | "errors"]: FileSystem.File.Info | undefined }

/** Fails if a file of the export exists. */
const refuseExisting = Effect.fnUntraced(function* (files: ExportFiles, there: Infos) {
  if (there.journal !== undefined || there.part !== undefined) {
    return yield* usageError(
      `--output: an export to ${files.output} was begun before`,
      "go on with --resume, or start over with --force",
    )
  }
  for (const name of ["output", "errors"] as const) {
    if (there[name] !== undefined) {
      return yield* usageError(`--output: ${files[name]} exists already`, "choose another, or overwrite with --force")
    }
  }
})

/** Fails if files of an export exist without a journal. */
const refuseWithoutJournal = Effect.fnUntraced(function* (files: ExportFiles, there: Infos) {
  if (there.part !== undefined) {
    return yield* usageError(`--resume: ${files.part} has no journal`, "start over with --force")
  }
  if (there.output !== undefined) {
    return yield* usageError(
      `--resume: ${files.output} is already complete, or was not written by export`,
      "choose another file, or start over with --force",
    )
  }
  yield* refuseExisting(files, there)
})

const startNew = Effect.fnUntraced(function* (files: ExportFiles, asked: Asked, overwrite: boolean) {
  const system = yield* FileSystem.FileSystem
  // The journal exists before the file of threads, so a file without a journal is not of an export.
  const journal = yield* Effect.mapError(system.open(files.journal, create), openFailure(files.journal))
  const header = new TextEncoder().encode(headerLine({ export: 1, asked, overwrite }))
  yield* Effect.mapError(journal.writeAll(header), openFailure(files.journal))
  const part = yield* Effect.mapError(system.open(files.part, create), openFailure(files.part))
  return { part, journal, overwrite, customers: new Set(), threads: 0, end: 0 } satisfies OpenExport as OpenExport
})

/** Reads the journal of an earlier export. Fails if that export had other options. */
const readBegun = Effect.fnUntraced(function* (files: ExportFiles, asked: Asked, size: number) {
  const system = yield* FileSystem.FileSystem
  const bytes = yield* Effect.mapError(system.readFile(files.journal), openFailure(files.journal))
  const journal = readJournal(bytes, size)
  // A journal that ends in its first line must begin as the line that would be written.
  const isTorn = [true, false].some((overwrite) =>
    headerLine({ export: 1, asked, overwrite }).startsWith(new TextDecoder().decode(bytes)),
  )
  if (journal === undefined || (journal.header === undefined && !isTorn)) {
    return yield* usageError(`--resume: ${files.journal} is not a journal of an export`, "start over with --force")
  }
  const different = journal.header === undefined ? [] : differences(journal.header, asked)
  if (different.length > 0) {
    return yield* usageError(
      `--resume: the export was begun with other ${different.join(", ")}`,
      "give the same, or start over with --force",
    )
  }
  return journal
})

/** Truncates the files after their confirmed part, and opens them there. */
const goOn = Effect.fnUntraced(function* (files: ExportFiles, { customers, end, header, length, threads }: Journal) {
  const system = yield* FileSystem.FileSystem
  const { platform } = yield* System
  const cut = Effect.fnUntraced(function* (path: string, size: number) {
    // Windows has no flag to refuse links.
    const file = yield* system.open(path, { flag: "r+", noFollow: platform !== "win32" })
    yield* file.truncate(size)
    yield* file.seek(BigInt(size), "start")
    return file
  })
  const journal = yield* Effect.mapError(cut(files.journal, length), openFailure(files.journal))
  const part = yield* Effect.mapError(cut(files.part, end), openFailure(files.part))
  const overwrite = header?.overwrite === true
  return { part, journal, overwrite, customers, threads, end } satisfies OpenExport as OpenExport
})

const resume = Effect.fnUntraced(function* (files: ExportFiles, asked: Asked, there: Infos) {
  const system = yield* FileSystem.FileSystem
  const handedOver = there.part === undefined ? there.output : undefined
  const begun = yield* readBegun(files, asked, Number((there.part ?? there.output)?.size ?? 0))
  const overwrite = begun.header?.overwrite === true
  const isOurs = handedOver !== undefined && begun.finished === inodeOf(handedOver)
  if (there.output !== undefined && !isOurs && !overwrite) {
    return yield* usageError(
      `--resume: ${files.output} exists, and is not what the export wrote`,
      "move it away, or start over with --force",
    )
  }
  if (isOurs) yield* Effect.mapError(system.rename(files.output, files.part), openFailure(files.part))
  yield* discard([files.errors])
  if (begun.header !== undefined && (isOurs || there.part !== undefined)) return yield* goOn(files, begun)
  yield* discard([files.part, files.journal])
  return yield* startNew(files, asked, overwrite)
})

const discard = Effect.fnUntraced(function* (paths: ReadonlyArray<string>) {
  const system = yield* FileSystem.FileSystem
  for (const path of paths) yield* Effect.mapError(system.remove(path, { force: true }), openFailure(path))
})

/** The inode of a file, or an empty text if the file system has none. */
export const inodeOf = (info: FileSystem.File.Info): string =>
  Option.match(info.ino, { onNone: () => "", onSome: String })

/** Opens the files of an export. A resumed export keeps the confirmed part of its files and nothing else. */
export const openExport = Effect.fnUntraced(function* (files: ExportFiles, asked: Asked, beginning: Beginning) {
  const there: Infos = yield* Effect.all({
    output: infoOf(files.output),
    part: infoOf(files.part),
    journal: infoOf(files.journal),
    errors: infoOf(files.errors),
  })
  if (beginning === "resume" && there.journal !== undefined) return yield* resume(files, asked, there)
  if (beginning === "force") yield* discard([files.part, files.journal, files.errors])
  else if (beginning === "resume") yield* refuseWithoutJournal(files, there)
  else yield* refuseExisting(files, there)
  return yield* startNew(files, asked, beginning === "force")
})
