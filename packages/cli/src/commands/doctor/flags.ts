import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { scopeFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"

export const flags = {
  department: scopeFlags.department,
  customer: scopeFlags.customer.pipe(
    Flag.withDescription("A customer whose threads are asked for, one at most, to try the credentials"),
    Flag.optional,
  ),
  baseUrl: serviceFlags.baseUrl,
  format: Flag.Literals("format", ["table", "json"]).pipe(
    Flag.withDescription("How to print the report"),
    Flag.withDefault("table"),
  ),
}
export type DoctorInput = Command.Command.Config.Infer<typeof flags>
