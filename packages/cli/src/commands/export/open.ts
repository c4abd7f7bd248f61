import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { usageError } from "../../errors/CliError.ts"
import { identityOf } from "../../fileLock.ts"
import { System } from "../../system.ts"
import { type ConfirmedContent, ContentDigest, confirmedContent, isFinished } from "./content.ts"
import { type ExportFiles, infoOf, openFailure } from "./files.ts"
import { type Asked, differences, type Journal, JournalChain, readJournal } from "./journal.ts"

/** The start of an export: `new` if no file exists, `force` over existing files, or `resume` where it stopped. */
export type Beginning = "new" | "force" | "resume"

/** The open files of an export, each at the end of its confirmed part. */
export interface OpenExport {
  readonly part: FileSystem.File
  readonly journal: FileSystem.File
  /** Makes the next lines of the journal. */
  readonly chain: JournalChain
  readonly overwrite: boolean
  /** The customers whose threads are in the file already. */
  readonly customers: ReadonlySet<string>
  readonly threads: number
  readonly end: number
  /** The digest of the confirmed bytes. */
  readonly digest: ContentDigest
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
  const chain = new JournalChain()
  // The journal exists before the file of threads, so a file without a journal is not of an export.
  const journal = yield* Effect.mapError(system.open(files.journal, create), openFailure(files.journal))
  yield* append(files.journal, journal, chain.line({ export: 2, asked, overwrite }))
  const part = yield* Effect.mapError(system.open(files.part, create), openFailure(files.part))
  yield* append(files.journal, journal, chain.line({ part: identityOf(yield* statOf(files.part, part)) }))
  yield* Effect.mapError(journal.sync, openFailure(files.journal))
  const none = { customers: new Set<string>(), threads: 0, end: 0, digest: new ContentDigest() }
  return { part, journal, chain, overwrite, ...none } satisfies OpenExport as OpenExport
})

const append = (path: string, file: FileSystem.File, text: string) =>
  Effect.mapError(file.writeAll(new TextEncoder().encode(text)), openFailure(path))

const statOf = (path: string, file: FileSystem.File) => Effect.mapError(file.stat, openFailure(path))

/** Opens a file that exists, to read and write. A symbolic link is not followed. */
const openExisting = Effect.fnUntraced(function* (path: string) {
  const system = yield* FileSystem.FileSystem
  const { platform } = yield* System
  // Windows has no flag to refuse links.
  const opened = system.open(path, { flag: "r+", noFollow: platform !== "win32" })
  return yield* Effect.mapError(opened, openFailure(path))
})

/** Reads the journal of an earlier export, or undefined if it ends in its first line. Fails if that export had other options. */
const readBegun = Effect.fnUntraced(function* (files: ExportFiles, asked: Asked, file: FileSystem.File) {
  const { size } = yield* statOf(files.journal, file)
  const read = yield* Effect.mapError(file.readAlloc(Number(size), { position: 0n }), openFailure(files.journal))
  const bytes = Option.getOrElse(read, () => new Uint8Array())
  const journal = readJournal(bytes)
  if (journal === undefined) {
    const text = new TextDecoder().decode(bytes)
    const isTorn = [true, false].some((overwrite) =>
      new JournalChain().line({ export: 2, asked, overwrite }).startsWith(text),
    )
    if (isTorn) return undefined
    return yield* usageError(
      `--resume: ${files.journal} is damaged, or not a journal of this version`,
      "start over with --force",
    )
  }
  const different = differences(journal.header, asked)
  if (different.length > 0) {
    return yield* usageError(
      `--resume: the export was begun with other ${different.join(", ")}`,
      "give the same, or start over with --force",
    )
  }
  return journal
})

const notOurs = (path: string) =>
  usageError(`--resume: ${path} is not what the export wrote`, "move it away, or start over with --force")

/** Truncates the files after their confirmed part, and opens them there. */
const goOn = Effect.fnUntraced(function* (
  files: ExportFiles,
  { header, start, ...journal }: Journal & { readonly file: FileSystem.File },
  { digest, entries, file }: ConfirmedContent & { readonly file: FileSystem.File },
) {
  const cut = (opened: FileSystem.File, size: number) =>
    Effect.andThen(opened.truncate(size), opened.seek(BigInt(size), "start"))
  const { check, length } = entries.at(-1) ?? start
  const end = entries.at(-1)?.end ?? 0
  yield* Effect.mapError(cut(journal.file, length), openFailure(files.journal))
  yield* Effect.mapError(cut(file, end), openFailure(files.part))
  const chain = new JournalChain(check)
  const identity = identityOf(yield* statOf(files.part, file))
  if (end === 0 && journal.part !== identity) {
    yield* append(files.journal, journal.file, chain.line({ part: identity }))
  }
  return {
    part: file,
    journal: journal.file,
    chain,
    overwrite: header.overwrite,
    customers: new Set(entries.map(({ customer }) => customer)),
    threads: entries.reduce((sum, { threads }) => sum + threads, 0),
    end,
    digest,
  } satisfies OpenExport as OpenExport
})

/** Opens the file of threads of an earlier export: the part, or the file that has the output's name already. */
const openBegun = Effect.fnUntraced(function* (files: ExportFiles, journal: Journal, there: Infos) {
  const system = yield* FileSystem.FileSystem
  if (there.part !== undefined) {
    if (there.output !== undefined && !journal.header.overwrite) return yield* notOurs(files.output)
    const file = yield* openExisting(files.part)
    const content = yield* Effect.mapError(confirmedContent(file, journal.entries), openFailure(files.part))
    const info = yield* statOf(files.part, file)
    const isEmpty = content?.entries.length === 0 && info.size === 0n
    const isProven = (content?.entries.length ?? 0) > 0 || identityOf(info) === journal.part
    if (content === undefined || !(isEmpty || isProven)) return yield* notOurs(files.part)
    return { file, ...content }
  }
  if (there.output === undefined) return undefined
  const file = yield* openExisting(files.output)
  if (yield* Effect.mapError(isFinished(file, journal.end), openFailure(files.output))) {
    const content = yield* Effect.mapError(confirmedContent(file, journal.entries), openFailure(files.output))
    if (content === undefined) return yield* notOurs(files.output)
    yield* Effect.mapError(system.rename(files.output, files.part), openFailure(files.part))
    return { file, ...content }
  }
  return journal.header.overwrite ? undefined : yield* notOurs(files.output)
})

const resume = Effect.fnUntraced(function* (files: ExportFiles, asked: Asked, there: Infos) {
  const file = yield* openExisting(files.journal)
  const journal = yield* readBegun(files, asked, file)
  if (journal === undefined) {
    // The program makes the file of threads after the first line of the journal.
    if (there.part !== undefined && there.part.size > 0n) return yield* notOurs(files.part)
    if (there.output !== undefined) return yield* notOurs(files.output)
  }
  const content = journal === undefined ? undefined : yield* openBegun(files, journal, there)
  yield* discard([files.errors])
  if (journal !== undefined && content !== undefined) return yield* goOn(files, { ...journal, file }, content)
  yield* discard([files.part, files.journal])
  return yield* startNew(files, asked, journal?.header.overwrite === true)
})

const discard = Effect.fnUntraced(function* (paths: ReadonlyArray<string>) {
  const system = yield* FileSystem.FileSystem
  for (const path of paths) yield* Effect.mapError(system.remove(path, { force: true }), openFailure(path))
})

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
