import type { ThreadList } from "@customer-threads/domain"
import { threadToJson } from "@customer-threads/http-api/wire"

// JSON escapes C0 by itself; these are the rest of what may not reach a terminal raw.
const unsafe = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Cf}]/gu

const escape = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("")

/** The threads as a JSON array under the endpoint's own names and formats, safe to print. */
export const renderJson = (list: ThreadList): string =>
  JSON.stringify(list.threads.map(threadToJson), null, 2).replace(unsafe, escape)
