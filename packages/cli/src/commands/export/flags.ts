import { wholeNumber } from "@customer-threads/http-api/settings"
import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Schema from "effect/Schema"
import { csvFlags, outputFlags } from "../../flags/output.ts"
import { filterFlags, scopeFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

const OutputFile = Schema.String.check(
  Schema.isPattern(/[^/\\]\.(ndjson|csv)$/, { expected: "FILE.ndjson or FILE.csv" }),
)

const MOST_AT_ONCE = 100
const MOST_A_SECOND = 1_000

/** The number of customers whose threads are requested at a time. */
export const Concurrency = wholeNumber(1, MOST_AT_ONCE)
export const defaultConcurrency = 8

export const flags = {
  customers: Flag.String("customers").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("The customers, one identifier to a line; - for stdin"),
  ),
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withSchema(OutputFile),
    Flag.withMetavar("FILE"),
    Flag.withDescription("The file to write the threads to: FILE.ndjson or FILE.csv"),
  ),
  department: scopeFlags.department,
  ...filterFlags,
  columns: outputFlags.columns,
  timeZone: outputFlags.timeZone,
  ...csvFlags,
  concurrency: Flag.Int("concurrency").pipe(
    Flag.withSchema(Concurrency),
    Flag.withMetavar("N"),
    Flag.withDescription(
      `Customers to request at a time: 1 to ${MOST_AT_ONCE} [default: ${defaultConcurrency}] [env: THREADS_CONCURRENCY]`,
    ),
    Flag.optional,
  ),
  rate: Flag.Int("rate").pipe(
    Flag.withSchema(wholeNumber(1, MOST_A_SECOND)),
    Flag.withMetavar("N"),
    Flag.withDescription(
      `Maximum number of requests a second, retries included: 1 to ${MOST_A_SECOND} [default: no limit]`,
    ),
    Flag.optional,
  ),
  resume: Flag.Boolean("resume").pipe(
    Flag.withDescription("Continue an interrupted export, and retry the customers that failed"),
    Flag.withDefault(false),
  ),
  force: Flag.Boolean("force").pipe(
    Flag.withDescription("Start over, and overwrite the file"),
    Flag.withDefault(false),
  ),
  baseUrl: serviceFlags.baseUrl,
}
export type ExportInput = Command.Command.Config.Infer<typeof flags>
