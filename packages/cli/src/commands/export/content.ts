import { createHash, type Hash } from "node:crypto"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { ConfirmedEntry, JournalEnd } from "./journal.ts"

const CHUNK = 1024 * 1024

/** Digest of all bytes of a file so far. */
export class ContentDigest {
  readonly #hash: Hash

  constructor(hash: Hash = createHash("sha256")) {
    this.#hash = hash
  }

  add(bytes: Uint8Array | string): void {
    this.#hash.update(bytes)
  }

  /** The digest up to here, in 32 hexadecimal digits. */
  get value(): string {
    return this.#hash.copy().digest("hex").slice(0, 32)
  }

  copy(): ContentDigest {
    return new ContentDigest(this.#hash.copy())
  }
}

/** The part of a file that a journal confirms. */
export interface ConfirmedContent {
  /** The entries whose threads are in the file. */
  readonly entries: ReadonlyArray<ConfirmedEntry>
  readonly digest: ContentDigest
}

/**
 * Compares a file with the entries of its journal. A file that ends early confirms the entries before its end. Returns
 * undefined if the file has other bytes than the journal says.
 */
export const confirmedContent = Effect.fnUntraced(function* (
  file: FileSystem.File,
  entries: ReadonlyArray<ConfirmedEntry>,
) {
  const { size } = yield* file.stat
  let digest = new ContentDigest()
  let position = 0
  const confirmed: Array<ConfirmedEntry> = []
  for (const entry of entries) {
    if (entry.end > Number(size)) break
    const next = digest.copy()
    while (position < entry.end) {
      const read = yield* file.readAlloc(Math.min(CHUNK, entry.end - position), { position: BigInt(position) })
      if (Option.isNone(read)) return undefined
      next.add(read.value)
      position += read.value.byteLength
    }
    if (next.value !== entry.content) return undefined
    digest = next
    confirmed.push(entry)
  }
  return { entries: confirmed, digest } satisfies ConfirmedContent as ConfirmedContent
})

/** True if a file is exactly the finished file of a journal. */
export const isFinished = Effect.fnUntraced(function* (file: FileSystem.File, end: JournalEnd | undefined) {
  if (end === undefined || Number((yield* file.stat).size) !== end.finished) return false
  const entry = { customer: "", threads: 0, end: end.finished, content: end.content, length: 0, check: "" }
  return (yield* confirmedContent(file, [entry])) !== undefined
})
