import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { outputFlags } from "../outputFlags.ts"
import { queryFlags } from "../queryFlags.ts"
import { runList } from "../run/runList.ts"
import { serviceFlags } from "../serviceFlags.ts"

const flags = {
  ...queryFlags,
  ...outputFlags,
  ...serviceFlags,
  watch: Flag.String("watch").pipe(
    Flag.withMetavar("30s"),
    Flag.withDescription("Lists again after each interval (5s to 24h), and marks what is new (+) or changed (~)"),
    Flag.optional,
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("Prints the request without its credentials; nothing is sent"),
    Flag.withDefault(false),
  ),
}
export type ListInput = Command.Command.Config.Infer<typeof flags>

export const list = Command.make("list", flags, runList).pipe(
  Command.withDescription("List the message threads that a customer has with a department."),
  Command.withExamples([
    { command: "threads list --department D1 --customer C1", description: "Every thread, the newest message first" },
    {
      command: "threads list --department D1 --customer C1 --no-closed --max-results 10 --format json",
      description: "The ten newest open threads as JSON",
    },
  ]),
)
