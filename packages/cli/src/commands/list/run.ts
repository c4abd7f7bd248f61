import { ThreadRepository } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { fromRepositoryError, usageError } from "../../errors/CliError.ts"
import { readOutput } from "../../flags/output.ts"
import { readQuery } from "../../flags/query.ts"
import { printList } from "../../output/printThreads.ts"
import { serviceLayer } from "../../service/layer.ts"
import { printRequest } from "./dryRun.ts"
import type { ListInput } from "./flags.ts"
import { watchList } from "./watch.ts"

/** Lists a customer's threads, once or repeatedly. */
export const runList = Effect.fnUntraced(function* (input: ListInput) {
  const query = yield* readQuery(input)
  const output = yield* readOutput(input)
  if (input.dryRun) return yield* printRequest(query, input)
  if (Option.isNone(input.watch)) {
    const threads = yield* ThreadRepository.use((_) => Effect.mapError(_.list(query), fromRepositoryError)).pipe(
      Effect.provide(serviceLayer(input)),
    )
    return yield* printList(threads, output)
  }
  if (output.format !== "table" && output.format !== "ndjson") {
    return yield* usageError(`--watch: a ${output.format} document has one end`, "use --format table or ndjson")
  }
  return yield* Effect.provide(watchList(query, output, input.watch.value), serviceLayer(input))
})
