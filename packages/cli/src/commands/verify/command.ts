import * as Command from "effect/cli/Command"
import { reportInFormat } from "../../errors/formatError.ts"
import { lazyHandler } from "../lazyHandler.ts"
import { withCredentials } from "../withProfile.ts"
import { flags } from "./flags.ts"

export const verify = Command.make("verify", flags, reportInFormat(lazyHandler((_) => _.runVerify))).pipe(
  withCredentials,
  Command.withDescription(
    "Check that the service behaves as it documents and as is assumed of it, with one customer's threads: it only reads, and asks at most 40 times.",
  ),
  Command.withExamples([
    { command: "threads verify --department D1 --customer C1", description: "Which documented and assumed laws hold" },
  ]),
)
