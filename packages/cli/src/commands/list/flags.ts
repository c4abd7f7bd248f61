import { durationBetween } from "@customer-threads/http-api/settings"
import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Schema from "effect/Schema"
import { outputFlags } from "../../flags/output.ts"
import { queryFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

/** An interval that does not overload the service. */
const WatchInterval = Schema.toCodecStringTree(durationBetween("5s", "24h"))

export const flags = {
  ...queryFlags,
  ...outputFlags,
  ...serviceFlags,
  watch: Flag.String("watch").pipe(
    Flag.withSchema(WatchInterval),
    Flag.withMetavar("30s"),
    Flag.withDescription("List again after each interval (5s to 24h), and mark what is new (+) or changed (~)"),
    Flag.optional,
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("Print the request without its credentials; nothing is sent"),
    Flag.withDefault(false),
  ),
}
export type ListInput = Command.Command.Config.Infer<typeof flags>
