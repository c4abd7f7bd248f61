import { createHash } from "node:crypto"

/** The options of an export that must be the same if it is resumed. */
export type Asked = Readonly<Record<string, string>>

/** The first line of a journal. */
export interface JournalHeader {
  /** The version of the format. */
  readonly export: 2
  readonly asked: Asked
  /** True if the export may replace an existing file. */
  readonly overwrite: boolean
}

/** A line of a journal: the customer's threads are in the file. */
export interface JournalEntry {
  readonly customer: string
  readonly threads: number
  /** Bytes of the file up to the end of these threads. */
  readonly end: number
  /** Digest of these bytes. */
  readonly content: string
}

/** The last line of a journal, before the file gets its name: its size and digest. */
export interface JournalEnd {
  readonly finished: number
  readonly content: string
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16)

/**
 * The check of a line: a digest of all lines up to it. A line that is damaged, missing, repeated or in another place thus
 * invalidates itself and all lines after it.
 */
export class JournalChain {
  #check: string

  constructor(check = "") {
    this.#check = check
  }

  /** Makes the next line: its check, a space, and its value as JSON. */
  line(value: JournalHeader | JournalEnd | JournalEntry | { readonly part: string }): string {
    const json = JSON.stringify(value)
    this.#check = digest(this.#check + json)
    return `${this.#check} ${json}\n`
  }
}

/** A line of a journal that confirms threads, with the place where the journal goes on after it. */
export interface ConfirmedEntry extends JournalEntry {
  /** Bytes of the journal up to the end of this line. */
  readonly length: number
  /** The check of this line. */
  readonly check: string
}

/** The valid lines of a journal. */
export interface Journal {
  readonly header: JournalHeader
  /** The identity of the file of threads. Undefined if the line is missing. */
  readonly part: string | undefined
  /** Bytes of the journal up to its first entry, and the check there. */
  readonly start: { readonly length: number; readonly check: string }
  readonly entries: ReadonlyArray<ConfirmedEntry>
  readonly end: JournalEnd | undefined
}

const isHeader = (value: object): value is JournalHeader =>
  "export" in value && value.export === 2 && "asked" in value && "overwrite" in value

/** Reads a journal up to its first line that is invalid. Returns undefined if the first line is. */
export const readJournal = (bytes: Uint8Array): Journal | undefined => {
  const decoder = new TextDecoder()
  let [check, header, part, end] = ["", undefined, undefined, undefined] as [
    string,
    JournalHeader | undefined,
    string | undefined,
    JournalEnd | undefined,
  ]
  let start = { length: 0, check }
  const entries: Array<ConfirmedEntry> = []
  let begin = 0
  for (let stop = bytes.indexOf(10); stop >= 0; stop = bytes.indexOf(10, begin)) {
    const line = decoder.decode(bytes.subarray(begin, stop))
    const json = line.slice(17)
    if (line.slice(0, 17) !== `${digest(check + json)} `) break
    check = line.slice(0, 16)
    begin = stop + 1
    // The check shows that the program wrote this line.
    const value = JSON.parse(json) as JournalHeader | JournalEnd | JournalEntry | { readonly part: string }
    if (header === undefined) {
      if (!isHeader(value)) return undefined
      header = value
      start = { length: begin, check }
    } else if ("part" in value) {
      part = value.part
      start = { length: begin, check }
    } else if ("customer" in value) {
      entries.push({ ...value, length: begin, check })
      end = undefined
    } else if ("finished" in value) end = value
  }
  return header === undefined ? undefined : { header, part, start, entries, end }
}

/** Lists the options that differ between a journal and a resumed export. */
export const differences = (header: JournalHeader, asked: Asked): ReadonlyArray<string> =>
  [...new Set([...Object.keys(header.asked), ...Object.keys(asked)])].filter((key) => header.asked[key] !== asked[key])
