import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { loaded } from "../loaded.ts"

const flags = {
  data: Flag.String("data").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("The threads: a JSON array, one to a line (NDJSON), or a saved response"),
  ),
  host: Flag.String("host").pipe(
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
}
export type ServeInput = Command.Command.Config.Infer<typeof flags>

export const serve = Command.make("serve", flags, (input) =>
  Effect.flatMap(
    loaded(() => import("../run/runServe.ts")),
    ({ runServe }) => runServe(input),
  ),
).pipe(
  Command.withDescription("Serve the vendor's endpoint from a file of threads, to test programs in any language."),
  Command.withExamples([
    { command: "threads serve --data threads.ndjson", description: "On 127.0.0.1 port 8080" },
    { command: "threads serve --data saved-response.json --port 0", description: "On a free port" },
  ]),
)
