import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { handledBy } from "../handledBy.ts"
import { scopeFlags } from "../queryFlags.ts"
import { serviceFlags } from "../serviceFlags.ts"

const flags = {
  ...scopeFlags,
  format: Flag.Literals("format", ["table", "json"]).pipe(
    Flag.withDescription("How to print the report"),
    Flag.withDefault("table"),
  ),
  ...serviceFlags,
}
export type VerifyInput = Command.Command.Config.Infer<typeof flags>

export const verify = Command.make(
  "verify",
  flags,
  handledBy((_) => _.runVerify),
).pipe(
  Command.withDescription(
    "Check that the service behaves as it documents and as is assumed of it, with one customer's threads: it only reads, and asks at most 40 times.",
  ),
  Command.withExamples([
    { command: "threads verify --department D1 --customer C1", description: "Which documented and assumed laws hold" },
  ]),
)
