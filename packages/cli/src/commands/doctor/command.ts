import * as Command from "effect/cli/Command"
import { reportInFormat } from "../../errors/formatError.ts"
import { lazyHandler } from "../lazyHandler.ts"
import { withCredentials } from "../withProfile.ts"
import { flags } from "./flags.ts"

export const doctor = Command.make("doctor", flags, reportInFormat(lazyHandler((_) => _.runDoctor))).pipe(
  withCredentials,
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
