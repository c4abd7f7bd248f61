import {
  type CustomerThread,
  type ThreadId,
  type ThreadList,
  type ThreadQuery,
  ThreadRepository,
  type ThreadRepositoryError,
} from "@customer-threads/domain"
import { encodeThread } from "@customer-threads/http-api/wire"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stdio from "effect/Stdio"
import { fromRepositoryError } from "../../errors/CliError.ts"
import { inFormatOf, printError } from "../../errors/formatError.ts"
import { renderNdjson } from "../../output/json.ts"
import type { Output } from "../../output/options.ts"
import { printWarnings, tellTruncation } from "../../output/printThreads.ts"
import { writeOut } from "../../output/terminal.ts"
import { renderTable } from "../../output/threadTable.ts"

type Seen = ReadonlyMap<ThreadId, string>

const seenIn = (threads: ReadonlyArray<CustomerThread>): Seen =>
  new Map(threads.map((thread) => [thread.id, JSON.stringify(encodeThread(thread))]))

/** Finds the threads that are new or changed since the last list. The first list has none. */
const marksOf = (now: Seen, before: Seen | undefined): ReadonlyMap<ThreadId, "new" | "changed"> =>
  new Map(
    [...now].flatMap(([id, json]) => {
      const was = before?.get(id)
      return before === undefined || was === json ? [] : [[id, was === undefined ? "new" : "changed"] as const]
    }),
  )

/** Clears the terminal and puts the cursor at its top. */
const CLEAR = "\u001b[H\u001b[2J"

/** Prints a list: a table with marks on new and changed threads, or JSON lines of those threads alone. */
const show = Effect.fnUntraced(function* (list: ThreadList, output: Output, before: Seen | undefined) {
  const now = seenIn(list.threads)
  const marks = marksOf(now, before)
  const gone = before === undefined ? 0 : [...before.keys()].filter((id) => !now.has(id)).length
  const isChanged = before === undefined || marks.size > 0 || gone > 0
  if (output.format === "ndjson") {
    const fresh = before === undefined ? list.threads : list.threads.filter(({ id }) => marks.has(id))
    yield* writeOut(renderNdjson(fresh, output.columns))
    return now
  }
  const onTerminal = yield* Stdio.Stdio.use((stdio) => stdio.stdoutIsTerminal)
  if (!onTerminal && !isChanged) return now
  const at = DateTime.formatIso(yield* DateTime.now)
  const title = `${list.threads.length} threads at ${at}${gone === 0 ? "" : `, ${gone} gone`}\n`
  const table = renderTable(list.threads, { ...(yield* output.table), marks })
  yield* writeOut(onTerminal ? CLEAR + title + table : title + table)
  return now
})

/** The wait after a failure that can pass: the service's Retry-After, but at least the interval. */
const waitAfter = ({ reason }: ThreadRepositoryError, interval: Duration.Duration): Duration.Duration =>
  "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.max(interval, reason.retryAfter) : interval

/** Lists repeatedly until it is interrupted or fails permanently. */
export const watchList = Effect.fnUntraced(function* (query: ThreadQuery, output: Output, interval: Duration.Duration) {
  const repository = yield* ThreadRepository
  let seen: Seen | undefined
  const once = Effect.gen(function* () {
    const list = yield* repository.list(query)
    seen = yield* show(list, output, seen)
    yield* printWarnings(list)
    yield* tellTruncation(list)
    return interval
  }).pipe(
    Effect.catchIf(
      (error) => error.isRetryable,
      (error) => Effect.as(printError(inFormatOf(output)(fromRepositoryError(error))), waitAfter(error, interval)),
    ),
    Effect.mapError(fromRepositoryError),
  )
  return yield* Effect.forever(Effect.flatMap(once, Effect.sleep))
})
