import * as Command from "effect/cli/Command"
import { lazyHandler } from "../lazyHandler.ts"
import { flags } from "./flags.ts"

export const serve = Command.make(
  "serve",
  flags,
  lazyHandler((_) => _.runServe),
).pipe(
  Command.withDescription("Serve the vendor's endpoint from a file of threads, to test programs in any language."),
  Command.withExamples([
    { command: "threads serve --data threads.ndjson", description: "On 127.0.0.1 port 8080" },
    {
      command: "threads serve --seed 1 --threads 1000 --fault 'status=503 10%'",
      description: "Generated threads, with every tenth request failing",
    },
    { command: "threads serve --control --save threads.ndjson", description: "Threads that tests can change" },
    { command: "threads serve --data saved-response.json --port 0", description: "On a free port" },
  ]),
)
