import type { ThreadList } from "@customer-threads/domain"
import { threadToJson } from "@customer-threads/http-api/wire"
import { printableJson } from "./printableJson.ts"

/** The threads as a JSON array under the endpoint's own names and formats, safe to print. */
export const renderJson = (list: ThreadList): string => printableJson(list.threads.map(threadToJson))
