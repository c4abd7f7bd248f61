/** The options of an export that must be the same if it is resumed. */
export type Asked = Readonly<Record<string, string>>

/** The first line of a journal. */
export interface JournalHeader {
  readonly export: 1
  readonly asked: Asked
  /** True if the export may replace an existing file. */
  readonly overwrite: boolean
}

/** A line of a journal: the customer's threads are in the file, and end before the byte `end`. */
export type JournalEntry = readonly [customer: string, threads: number, end: number]

/** The confirmed part of a journal. */
export interface Journal {
  /** Undefined if the first line is incomplete. */
  readonly header: JournalHeader | undefined
  readonly customers: ReadonlySet<string>
  readonly threads: number
  /** Confirmed bytes of the file of threads. */
  readonly end: number
  /** Bytes of the journal that confirm them. The rest is cut off. */
  readonly length: number
  /** The inode of the file of threads, if the export was finished or about to be. */
  readonly finished: string | undefined
}

export const headerLine = (header: JournalHeader): string => `${JSON.stringify(header)}\n`
export const entryLine = (...entry: JournalEntry): string => `${JSON.stringify(entry)}\n`
export const finishedLine = (inode: string): string => `${JSON.stringify({ finished: inode })}\n`

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isHeader = (value: unknown): value is JournalHeader =>
  typeof value === "object" &&
  value !== null &&
  "export" in value &&
  value.export === 1 &&
  "overwrite" in value &&
  typeof value.overwrite === "boolean" &&
  "asked" in value &&
  typeof value.asked === "object" &&
  value.asked !== null

const isEntry = (value: unknown): value is JournalEntry =>
  Array.isArray(value) &&
  value.length === 3 &&
  typeof value[0] === "string" &&
  Number.isSafeInteger(value[1]) &&
  Number.isSafeInteger(value[2])

const finishedIn = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null && "finished" in value && typeof value.finished === "string"
    ? value.finished
    : undefined

/**
 * Reads a journal up to the first line that is incomplete, or that confirms more than `size`, the bytes of the file of
 * threads. Returns undefined if the first line is not of an export.
 */
export const readJournal = (bytes: Uint8Array, size: number): Journal | undefined => {
  const decoder = new TextDecoder()
  const customers = new Set<string>()
  let [start, threads, end] = [0, 0, 0]
  let header: JournalHeader | undefined
  let finished: string | undefined
  for (let stop = bytes.indexOf(10); stop >= 0; stop = bytes.indexOf(10, start)) {
    const value = parse(decoder.decode(bytes.subarray(start, stop)))
    if (header === undefined) {
      if (!isHeader(value)) return undefined
      header = value
    } else if (isEntry(value)) {
      if (value[2] < end || value[2] > size) break
      customers.add(value[0])
      threads += value[1]
      end = value[2]
    } else {
      finished = finishedIn(value)
      if (finished === undefined) break
    }
    start = stop + 1
  }
  return { header, customers, threads, end, length: start, finished }
}

/** Lists the options that differ between a journal and a resumed export. */
export const differences = (header: JournalHeader, asked: Asked): ReadonlyArray<string> =>
  [...new Set([...Object.keys(header.asked), ...Object.keys(asked)])].filter((key) => header.asked[key] !== asked[key])
