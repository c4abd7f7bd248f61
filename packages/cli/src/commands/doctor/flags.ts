import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { reportFlags } from "../../flags/output.ts"
import { scopeFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

export const flags = {
  department: scopeFlags.department,
  customer: scopeFlags.customer.pipe(
    Flag.withDescription("A customer of whose threads at most one is requested, to try the credentials"),
    Flag.optional,
  ),
  baseUrl: serviceFlags.baseUrl,
  ...reportFlags,
}
export type DoctorInput = Command.Command.Config.Infer<typeof flags>
