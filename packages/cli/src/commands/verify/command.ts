import * as Command from "effect/cli/Command"
import { reportInFormat } from "../../errors/formatError.ts"
import { lazyHandler } from "../lazyHandler.ts"
import { withCredentials } from "../withProfile.ts"
import { flags } from "./flags.ts"

export const verify = Command.make("verify", flags, reportInFormat(lazyHandler((_) => _.runVerify))).pipe(
  withCredentials,
  Command.withDescription(
    "Check the service against the documented and assumed laws, with one customer's threads. It only reads, with at most 40 requests.",
  ),
  Command.withExamples([
    { command: "threads verify --department D1 --customer C1", description: "Fail if a documented law is broken" },
    {
      command: "threads verify --department D1 --customer C1 --strict",
      description: "Fail if any law is broken, assumed laws included",
    },
  ]),
)
