import * as Command from "effect/cli/Command"
import { reportInFormat } from "../../errors/formatError.ts"
import { withCredentials } from "../withProfile.ts"
import { flags } from "./flags.ts"
import { runList } from "./run.ts"

export const list = Command.make("list", flags, reportInFormat(runList)).pipe(
  withCredentials,
  Command.withDescription("List the message threads that a customer has with a department."),
  Command.withExamples([
    { command: "threads list --department D1 --customer C1", description: "Every thread, the newest message first" },
    {
      command: "threads list --department D1 --customer C1 --no-closed --max-results 10 --format json",
      description: "The ten newest open threads as JSON",
    },
  ]),
)
