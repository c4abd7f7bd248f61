import { ThreadRepository } from "@customer-threads/domain"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { listFailure } from "../CliFailure.ts"
import { formats, printList } from "../printList.ts"
import { queryFlags, readQuery } from "../queryFlags.ts"
import { baseUrlFlag, serviceLayer } from "../serviceLayer.ts"

export const list = Command.make(
  "list",
  {
    ...queryFlags,
    format: Flag.Literals("format", formats).pipe(
      Flag.withDescription("How to print the threads"),
      Flag.withDefault("table"),
    ),
    baseUrl: baseUrlFlag,
  },
  Effect.fnUntraced(function* ({ baseUrl, format, ...input }) {
    const query = yield* readQuery(input)
    const threads = yield* ThreadRepository.use((_) => Effect.mapError(_.list(query), listFailure)).pipe(
      Effect.provide(serviceLayer(baseUrl)),
    )
    yield* printList(threads, format)
  }),
).pipe(
  Command.withDescription("List the message threads that a customer has with a department."),
  Command.withExamples([
    { command: "threads list --department D1 --customer C1", description: "Every thread, the newest message first" },
    {
      command: "threads list --department D1 --customer C1 --no-closed --max-results 10 --format json",
      description: "The ten newest open threads as JSON",
    },
  ]),
)
