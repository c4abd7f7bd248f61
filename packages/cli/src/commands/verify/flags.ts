import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { scopeFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

export const flags = {
  ...scopeFlags,
  format: Flag.Literals("format", ["table", "json"]).pipe(
    Flag.withDescription("How to print the report"),
    Flag.withDefault("table"),
  ),
  ...serviceFlags,
}
export type VerifyInput = Command.Command.Config.Infer<typeof flags>
