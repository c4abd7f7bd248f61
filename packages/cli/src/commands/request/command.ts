import * as Command from "effect/cli/Command"
import { lazyHandler } from "../lazyHandler.ts"
import { withProfile } from "../withProfile.ts"
import { flags } from "./flags.ts"

export const request = Command.make(
  "request",
  flags,
  lazyHandler((_) => _.runRequest),
).pipe(
  withProfile,
  Command.withDescription("Print the request of threads list as a program in another language. Nothing is sent."),
  Command.withExamples([
    {
      command: "threads request --as curl --department D1 --customer C1 --no-closed",
      description: "A command for a shell that lists the open threads",
    },
    {
      command: "threads request --as python --department D1 --customer C1 > list_threads.py",
      description: "A program, with the libraries that the vendor's page names",
    },
  ]),
)
