import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { queryFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"
import { languages } from "./languages.ts"

export const flags = {
  as: Flag.Literals("as", languages).pipe(Flag.withDescription("The language to print it in")),
  ...queryFlags,
  baseUrl: serviceFlags.baseUrl,
}
export type RequestInput = Command.Command.Config.Infer<typeof flags>
