import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { handledBy } from "../handledBy.ts"
import { scopeFlags } from "../queryFlags.ts"
import { serviceFlags } from "../serviceFlags.ts"

const flags = {
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

export const doctor = Command.make(
  "doctor",
  flags,
  handledBy((_) => _.runDoctor),
).pipe(
  Command.withDescription(
    "Find out why it does not work: settings, network, certificate, clock and credentials, one after the other, each with what to do about it.",
  ),
  Command.withShortDescription("Find out why it does not work, and what to do about it."),
  Command.withExamples([
    { command: "threads doctor", description: "Everything that can be told without asking for threads" },
    {
      command: "threads doctor --department D1 --customer C1",
      description: "Whether the service accepts the credentials, too",
    },
  ]),
)
