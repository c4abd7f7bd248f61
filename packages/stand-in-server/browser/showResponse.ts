import type { ThreadsResponse } from "./fetchThreads.ts"
import { emptyNote, notice, problem, rawAnswer, warningsNote } from "./notes.ts"
import type { PageQuery } from "./PageQuery.ts"
import { isWaiting } from "./states.ts"
import { threadTable } from "./threadTable.ts"
import { timeline } from "./timeline.ts"

/** A response as the page shows it: one line, which screen readers announce, and the content. */
export interface Shown {
  readonly summary: string
  readonly content: ReadonlyArray<Node>
}

const counted = (count: number): string => (count === 1 ? "1 thread" : `${count} threads`)

/** Makes the content of the page from the response to a query. */
export const showResponse = ({ envelope, status, text }: ThreadsResponse, query: PageQuery, now: number): Shown => {
  const raw = text === "" ? [] : [rawAnswer(text)]
  if (envelope === undefined || status !== 200 || envelope.errors.length > 0) {
    const told = problem(envelope?.errors ?? [], "The response has no error that this page can read.")
    const warnings = envelope === undefined || envelope.warnings.length === 0 ? [] : [warningsNote(envelope.warnings)]
    return { summary: `The server refused (status ${status})`, content: [told, ...warnings, ...raw] }
  }
  const { customerThreads: threads, warnings } = envelope
  const waiting = threads.filter(isWaiting).length
  const line = timeline(threads)
  const limited = threads.length > 0 && String(threads.length) === query["max-results"]
  return {
    summary: waiting === 0 ? counted(threads.length) : `${counted(threads.length)}, ${waiting} waiting for a response`,
    content: [
      ...(warnings.length === 0 ? [] : [warningsNote(warnings)]),
      ...(limited ? [notice("The list has max results threads. There may be more.")] : []),
      ...(line === undefined ? [] : [line]),
      threads.length === 0
        ? emptyNote("No threads", "No thread of this customer and department matches the filters.")
        : threadTable(threads, query.waitingFirst, now),
      ...raw,
    ],
  }
}
