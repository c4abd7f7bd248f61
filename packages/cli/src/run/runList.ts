import { ThreadRepository } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import { listFailure } from "../CliFailure.ts"
import type { ListInput } from "../commands/list.ts"
import { printList } from "../printList.ts"
import { readOutput } from "../readOutput.ts"
import { readQuery } from "../readQuery.ts"
import { serviceLayer } from "../serviceLayer.ts"

/** Lists a customer's threads. */
export const runList = Effect.fnUntraced(function* ({ baseUrl, ...input }: ListInput) {
  const query = yield* readQuery(input)
  const output = yield* readOutput(input)
  const threads = yield* ThreadRepository.use((_) => Effect.mapError(_.list(query), listFailure)).pipe(
    Effect.provide(serviceLayer(baseUrl)),
  )
  yield* printList(threads, output)
})
