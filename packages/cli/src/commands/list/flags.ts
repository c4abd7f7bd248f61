import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { outputFlags } from "../../flags/output.ts"
import { queryFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

export const flags = {
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
