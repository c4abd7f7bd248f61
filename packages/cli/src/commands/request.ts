import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { handledBy } from "../handledBy.ts"
import { languages } from "../languages.ts"
import { queryFlags } from "../queryFlags.ts"
import { serviceFlags } from "../serviceFlags.ts"

const flags = {
  as: Flag.Literals("as", languages).pipe(Flag.withDescription("The language to print it in")),
  ...queryFlags,
  baseUrl: serviceFlags.baseUrl,
}
export type RequestInput = Command.Command.Config.Infer<typeof flags>

export const request = Command.make(
  "request",
  flags,
  handledBy((_) => _.runRequest),
).pipe(
  Command.withDescription(
    "Print a program in another language that asks what list would ask, with the credentials of its own environment. Nothing is sent.",
  ),
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
