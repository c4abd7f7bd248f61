import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"

export const flags = {
  data: Flag.String("data").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription(
      "The threads: a JSON array, one to a line (NDJSON), or a saved response; sample threads unless given",
    ),
    Flag.optional,
  ),
  seed: Flag.String("seed").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Made-up threads instead, the same ones for the same number"),
    Flag.optional,
  ),
  threads: Flag.String("threads").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("How many threads to make up, 300 unless given, at most 1000000"),
    Flag.optional,
  ),
  customers: Flag.String("customers").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Of how many customers, 12 unless given, at most 1000000"),
    Flag.optional,
  ),
  save: Flag.String("save").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("Writes the threads there after changes and at the end, for --data to read"),
    Flag.optional,
  ),
  host: Flag.String("host").pipe(
    Flag.withMetavar("ADDRESS"),
    Flag.withDescription("The address to listen on; one that others can reach needs credentials"),
    Flag.withDefault("127.0.0.1"),
  ),
  port: Flag.String("port").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("The port to listen on, 0 for a free one"),
    Flag.withDefault("8080"),
  ),
  ui: Flag.Boolean("ui").pipe(
    Flag.withDescription("A page to look at, at /, and the API reference at /docs; --no-ui for none"),
    Flag.withDefault(true),
  ),
  allowHost: Flag.String("allow-host").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("Another name that requests may call this server by; may be given again"),
    Flag.atLeast(0),
  ),
  cors: Flag.String("cors").pipe(
    Flag.withMetavar("ORIGIN"),
    Flag.withDescription("The one origin whose pages may ask, such as http://localhost:3000"),
    Flag.optional,
  ),
  control: Flag.Boolean("control").pipe(
    Flag.withDescription("Lets threads, faults and sessions be read and set under /__control, and keeps requests"),
    Flag.withDefault(false),
  ),
  fault: Flag.String("fault").pipe(
    Flag.withMetavar("SPEC"),
    Flag.withDescription("What goes wrong, such as 'status=503 30%' or 'latency=200ms'; may be given again"),
    Flag.atLeast(0),
  ),
  faultSeed: Flag.String("fault-seed").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Which requests a share of faults is given to; 0 unless given"),
    Flag.optional,
  ),
  faultHeader: Flag.Boolean("fault-header").pipe(
    Flag.withDescription("Lets a request ask for faults by x-threads-fault; --control does too"),
    Flag.withDefault(false),
  ),
  metrics: Flag.Boolean("metrics").pipe(
    Flag.withDescription("Counts requests for Prometheus at /metrics"),
    Flag.withDefault(false),
  ),
  log: Flag.Literals("log", ["json", "text", "none"]).pipe(
    Flag.withDescription("A line for each request on stderr, without identifiers; none unless given"),
    Flag.withDefault("none"),
  ),
  logPaths: Flag.Boolean("log-paths").pipe(
    Flag.withDescription("Logs paths as they were sent, with the identifiers in them"),
    Flag.withDefault(false),
  ),
}
export type ServeInput = Command.Command.Config.Infer<typeof flags>
