import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { loaded } from "../loaded.ts"

export const demo = Command.make("demo", {}, () =>
  Effect.flatMap(
    loaded(() => import("../run/runDemo.ts")),
    ({ runDemo }) => runDemo,
  ),
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
