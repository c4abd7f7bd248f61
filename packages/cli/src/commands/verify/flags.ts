import type * as Command from "effect/cli/Command"
import { reportFlags } from "../../flags/output.ts"
import { scopeFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

export const flags = {
  ...scopeFlags,
  ...reportFlags,
  ...serviceFlags,
}
export type VerifyInput = Command.Command.Config.Infer<typeof flags>
