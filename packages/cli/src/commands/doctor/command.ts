import * as Command from "effect/cli/Command"
import { reportInFormat } from "../../errors/formatError.ts"
import { lazyHandler } from "../lazyHandler.ts"
import { withCredentials } from "../withProfile.ts"
import { flags } from "./flags.ts"

export const doctor = Command.make("doctor", flags, reportInFormat(lazyHandler((_) => _.runDoctor))).pipe(
  withCredentials,
  Command.withDescription(
    "Diagnose connection and credential problems: check settings, network, certificate, clock and credentials, and print a fix for each problem.",
  ),
  Command.withShortDescription("Diagnose connection and credential problems."),
  Command.withExamples([
    { command: "threads doctor", description: "Check everything but the credentials" },
    {
      command: "threads doctor --department D1 --customer C1",
      description: "Check also that the service accepts the credentials",
    },
  ]),
)
