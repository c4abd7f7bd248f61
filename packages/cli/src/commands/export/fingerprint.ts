import { createHash } from "node:crypto"
import type { CustomerUuid } from "@customer-threads/domain"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { ExportInput } from "./flags.ts"
import type { Asked } from "./journal.ts"
import type { ExportFlags } from "./options.ts"

/** Which customers, whatever their order: the digest of 100,000 is as short as that of one. */
const digest = (customers: Iterable<CustomerUuid>): string => {
  const hash = createHash("sha256")
  for (const customer of [...customers].sort()) hash.update(`${customer}\n`)
  return hash.digest("hex")
}

/** Everything that the content of an export depends on, under the names of the flags. */
export const fingerprintOf = (
  { columns, query }: ExportFlags,
  { timeZone }: ExportInput,
  baseUrl: string,
  customers: Iterable<CustomerUuid>,
): Asked => ({
  "--base-url": baseUrl,
  "--department": query.departmentUuid,
  "--assignee": query.assigneeUserUuid ?? "",
  "--archived": String(query.isArchived ?? ""),
  "--closed": String(query.isClosed ?? ""),
  "--max-results": String(query.maxResults ?? ""),
  "--sort": query.sortOrderKey ?? "",
  "--order": query.sortOrder ?? "",
  "--columns": columns?.join(",") ?? "",
  "--time-zone": Option.match(timeZone, { onNone: () => "", onSome: DateTime.zoneToString }),
  "--customers": digest(customers),
})
