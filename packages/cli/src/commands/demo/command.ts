import * as Command from "effect/cli/Command"
import { lazyHandler } from "../lazyHandler.ts"

export const demo = Command.make(
  "demo",
  {},
  lazyHandler((_) => () => _.runDemo),
).pipe(
  Command.withDescription(
    "See it work: a stand-in server with sample threads, and a list of one customer's over HTTP.",
  ),
  Command.withExamples([
    {
      command: "threads demo",
      description: "Eighteen threads, and three commands to try next; nothing needs to be set",
    },
  ]),
)
