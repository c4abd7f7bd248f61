import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { reportFlags } from "../../flags/output.ts"
import { scopeFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

export const flags = {
  ...scopeFlags,
  ...reportFlags,
  ...serviceFlags,
  strict: Flag.Boolean("strict").pipe(
    Flag.withDescription("End with 4 if any law is broken, assumed laws included"),
    Flag.withDefault(false),
  ),
}
export type VerifyInput = Command.Command.Config.Infer<typeof flags>
