import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { outputFlags } from "../../flags/output.ts"
import { queryFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

const { customer: _oneCustomer, ...everyCustomer } = queryFlags

export const flags = {
  customers: Flag.String("customers").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("The customers, one identifier to a line; - for stdin"),
  ),
  output: Flag.String("output").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("Where the threads go: FILE.ndjson or FILE.csv"),
  ),
  ...everyCustomer,
  columns: outputFlags.columns,
  timeZone: outputFlags.timeZone,
  concurrency: Flag.String("concurrency").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Ask for so many customers at once: 1 to 100; THREADS_CONCURRENCY unless given, else 8"),
    Flag.optional,
  ),
  rate: Flag.String("rate").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("At most so many requests a second, retries included: 1 to 1000; no limit unless given"),
    Flag.optional,
  ),
  resume: Flag.Boolean("resume").pipe(
    Flag.withDescription("Go on where an interrupted export stopped, and try again what failed"),
    Flag.withDefault(false),
  ),
  force: Flag.Boolean("force").pipe(
    Flag.withDescription("Begin anew, and overwrite the file"),
    Flag.withDefault(false),
  ),
  baseUrl: serviceFlags.baseUrl,
}
export type ExportInput = Command.Command.Config.Infer<typeof flags>
