import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { handledBy } from "../handledBy.ts"
import { outputFlags } from "../outputFlags.ts"
import { queryFlags } from "../queryFlags.ts"
import { serviceFlags } from "../serviceFlags.ts"

const { customer: _oneCustomer, ...everyCustomer } = queryFlags

const flags = {
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

export const exportCommand = Command.make(
  "export",
  flags,
  handledBy((_) => _.runExport),
).pipe(
  Command.withDescription("Write the threads of many customers of a department to a file, resumable at any point."),
  Command.withExamples([
    {
      command: "threads export --department D1 --customers customers.txt --output threads.ndjson",
      description: "Every thread of every customer, as NDJSON",
    },
    {
      command:
        "threads export --department D1 --customers customers.txt --output open.csv --no-closed --rate 20 --resume",
      description: "The open ones as CSV, at 20 requests a second, going on where it stopped",
    },
  ]),
)
