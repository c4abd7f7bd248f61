import { ThreadRepository } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { listFailure, usageFailure } from "../CliFailure.ts"
import type { ListInput } from "../commands/list.ts"
import { printList } from "../printList.ts"
import { printRequest } from "../printRequest.ts"
import { readInterval } from "../readInterval.ts"
import { readOutput } from "../readOutput.ts"
import { readQuery } from "../readQuery.ts"
import { serviceLayer } from "../serviceLayer.ts"
import { watchList } from "../watchList.ts"

/** Lists a customer's threads, once or again and again. */
export const runList = Effect.fnUntraced(function* (input: ListInput) {
  const query = yield* readQuery(input)
  const output = yield* readOutput(input)
  if (input.dryRun) return yield* printRequest(query, input)
  if (Option.isNone(input.watch)) {
    const threads = yield* ThreadRepository.use((_) => Effect.mapError(_.list(query), listFailure)).pipe(
      Effect.provide(serviceLayer(input)),
    )
    return yield* printList(threads, output)
  }
  const interval = yield* readInterval(input.watch.value)
  if (output.format !== "table" && output.format !== "ndjson") {
    return yield* usageFailure(`--watch: a ${output.format} document has one end`, "use --format table or ndjson")
  }
  return yield* Effect.provide(watchList(query, output, interval), serviceLayer(input))
})
