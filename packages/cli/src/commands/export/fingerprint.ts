import { createHash } from "node:crypto"
import { type CustomerUuid, ThreadQuery } from "@customer-threads/domain"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { flagNames } from "../../flags/query.ts"
import type { ExportInput } from "./flags.ts"
import type { Asked } from "./journal.ts"
import type { ExportFlags } from "./options.ts"

/** Which customers, whatever their order: the digest of 100,000 is as short as that of one. */
const digest = (customers: Iterable<CustomerUuid>): string => {
  const hash = createHash("sha256")
  for (const customer of [...customers].sort()) hash.update(`${customer}\n`)
  return hash.digest("hex")
}

/** The query but for its customer. */
const CommonQuery = Schema.Struct(Struct.omit(ThreadQuery.fields, ["customerUuid"]))
const encodeQuery = Schema.encodeSync(CommonQuery)

const text = (value: string | number | boolean | undefined): string => String(value ?? "")

/** Every property of the query, under the name of its flag; empty if the query does not set it. */
const queryFingerprint = (query: typeof CommonQuery.Type): Asked => {
  const encoded = encodeQuery(query)
  return Object.fromEntries(
    Struct.keys(CommonQuery.fields).map((name) => [`--${flagNames[name]}`, text(encoded[name])]),
  )
}

/** Everything that the content of an export depends on, under the names of the flags. A resumed export must have the same. */
export const fingerprintOf = (
  { columns, csv, query }: Pick<ExportFlags, "columns" | "csv" | "query">,
  { timeZone }: Pick<ExportInput, "timeZone">,
  baseUrl: string,
  customers: Iterable<CustomerUuid>,
): Asked => ({
  "--base-url": baseUrl,
  ...queryFingerprint(query),
  "--columns": columns?.join(",") ?? "",
  "--time-zone": Option.match(timeZone, { onNone: () => "", onSome: DateTime.zoneToString }),
  "--csv-delimiter": csv.delimiter,
  "--bom": text(csv.bom),
  "--csv-guard": text(csv.guard),
  "--customers": digest(customers),
})
