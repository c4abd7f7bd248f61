import type { CustomerThread, ThreadList } from "@customer-threads/domain"
import { threadToJson } from "./ThreadJson.ts"

/** Some 30 MB of text. */
const MAX_TEXTS = 65_536

let texts = new WeakMap<CustomerThread, string>()
let kept = 0

/** The text of a thread, which is kept as long as the thread is: making it anew takes longer than all else of an answer. */
const textOf = (thread: CustomerThread): string => {
  const known = texts.get(thread)
  if (known !== undefined) return known
  if (kept === MAX_TEXTS) {
    texts = new WeakMap()
    kept = 0
  }
  kept += 1
  const text = JSON.stringify(threadToJson(thread))
  texts.set(thread, text)
  return text
}

/**
 * The JSON text of `responseFromThreadList`, for a server that answers with the same threads again and again: a thread
 * that was written once must not change, as its type says.
 */
export const responseTextFromThreadList = ({ threads, warnings }: ThreadList, requestUUID: string): string => {
  let customerThreads = ""
  for (const thread of threads) customerThreads += customerThreads === "" ? textOf(thread) : `,${textOf(thread)}`
  return `{"customerThreads":[${customerThreads}],"requestUUID":${JSON.stringify(requestUUID)},"errors":[],"warnings":${JSON.stringify(warnings)}}`
}
