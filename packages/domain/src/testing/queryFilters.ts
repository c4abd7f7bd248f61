import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import { CustomerThread } from "../CustomerThread.ts"
import { filters } from "../ThreadFilters.ts"
import { ThreadQuery } from "../ThreadQuery.ts"

const names = Record.keys(filters)

/** Changes of a query that remove its filters. */
export const noFilters = Record.map(filters, () => undefined)

export const hasFilter = (query: ThreadQuery): boolean => names.some((name) => query[name] !== undefined)

const isBoolean = (schema: Schema.Top): boolean => schema === Schema.Boolean

/** The boolean filters. */
export const flags = names.filter((name) => isBoolean(ThreadQuery.fields[name].schema))

/** The boolean filters of required fields: each thread matches either true or false. */
export const totalFlags = flags.filter((name) => isBoolean(CustomerThread.fields[filters[name]]))
