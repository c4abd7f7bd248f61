import * as Command from "effect/cli/Command"
import { lazyHandler } from "../lazyHandler.ts"
import { withCredentials } from "../withProfile.ts"
import { flags } from "./flags.ts"

export const exportCommand = Command.make(
  "export",
  flags,
  lazyHandler((_) => _.runExport),
).pipe(
  withCredentials,
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
