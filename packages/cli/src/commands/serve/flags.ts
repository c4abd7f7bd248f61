import { wholeNumber } from "@customer-threads/http-api/settings"
import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"

const Port = wholeNumber(0, 65_535)
const Seed = wholeNumber(0, Number.MAX_SAFE_INTEGER)
const MOST = 1_000_000

/** The numbers of threads and customers that `--seed` generates by default. */
export const seedDefaults = { threads: 300, customers: 12 }

export const flags = {
  data: Flag.String("data").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription(
      "The threads: a JSON array, one to a line (NDJSON), or a saved response [default: sample threads]",
    ),
    Flag.optional,
  ),
  seed: Flag.Int("seed").pipe(
    Flag.withSchema(Seed),
    Flag.withMetavar("N"),
    Flag.withDescription("Generate threads from this seed instead of reading a file"),
    Flag.optional,
  ),
  threads: Flag.Int("threads").pipe(
    Flag.withSchema(wholeNumber(0, MOST)),
    Flag.withMetavar("N"),
    Flag.withDescription(`Number of threads that --seed generates: 0 to ${MOST} [default: ${seedDefaults.threads}]`),
    Flag.optional,
  ),
  customers: Flag.Int("customers").pipe(
    Flag.withSchema(wholeNumber(1, MOST)),
    Flag.withMetavar("N"),
    Flag.withDescription(`Number of their customers: 1 to ${MOST} [default: ${seedDefaults.customers}]`),
    Flag.optional,
  ),
  save: Flag.String("save").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("Write the threads to this file after changes and at the end, for --data to read"),
    Flag.optional,
  ),
  host: Flag.String("host").pipe(
    Flag.withMetavar("ADDRESS"),
    Flag.withDescription(
      "The address to listen on; one that other machines can reach needs credentials [default: 127.0.0.1]",
    ),
    Flag.withDefault("127.0.0.1"),
  ),
  port: Flag.Int("port").pipe(
    Flag.withSchema(Port),
    Flag.withMetavar("N"),
    Flag.withDescription("The port to listen on; 0 for a free one [default: 8080]"),
    Flag.withDefault(8080),
  ),
  readyFile: Flag.String("ready-file").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("Write the base URL to this file when the server listens, and remove the file at the end"),
    Flag.optional,
  ),
  ui: Flag.Boolean("ui").pipe(
    Flag.withDescription("Serve a page of threads at / and the API reference at /docs; --no-ui for neither"),
    Flag.withDefault(true),
  ),
  allowHost: Flag.String("allow-host").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("Additional allowed Host header, or '*' for any; may be repeated"),
    Flag.atLeast(0),
  ),
  cors: Flag.String("cors").pipe(
    Flag.withMetavar("ORIGIN"),
    Flag.withDescription("The one origin whose pages may send requests, such as http://localhost:3000"),
    Flag.optional,
  ),
  control: Flag.Boolean("control").pipe(
    Flag.withDescription("Read and set threads, faults and sessions under /__control, and keep requests"),
    Flag.withDefault(false),
  ),
  fault: Flag.String("fault").pipe(
    Flag.withMetavar("SPEC"),
    Flag.withDescription("A fault, such as 'status=503 30%' or 'latency=200ms'; may be repeated"),
    Flag.atLeast(0),
  ),
  faultSeed: Flag.Int("fault-seed").pipe(
    Flag.withSchema(Seed),
    Flag.withMetavar("N"),
    Flag.withDescription("Seed of the choice of requests that a share of faults applies to [default: 0]"),
    Flag.withDefault(0),
  ),
  faultHeader: Flag.Boolean("fault-header").pipe(
    Flag.withDescription("Let a request choose its faults with the header x-threads-fault, as --control does"),
    Flag.withDefault(false),
  ),
  metrics: Flag.Boolean("metrics").pipe(
    Flag.withDescription("Count requests for Prometheus at /metrics"),
    Flag.withDefault(false),
  ),
  log: Flag.Literals("log", ["json", "text", "none"]).pipe(
    Flag.withDescription("Log each request to stderr, without identifiers [default: none]"),
    Flag.withDefault("none"),
  ),
  logPaths: Flag.Boolean("log-paths").pipe(
    Flag.withDescription("Log paths as they were sent, with their identifiers"),
    Flag.withDefault(false),
  ),
}
export type ServeInput = Command.Command.Config.Infer<typeof flags>
