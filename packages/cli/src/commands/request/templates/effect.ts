import { asciiJson, objectLiteral, type Program } from "./template.ts"

/** This library with Node's HTTP client. It retries, and prints the decoded threads. */
export const effect: Program = ({ baseUrl, query }) => `\
// Save as listThreads.ts, in a project that is a module and has the packages imported below.
import { ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { encodeResponse } from "@customer-threads/http-api"
import { NodeHttpClient } from "@effect/platform-node"
import { Config, Console, Effect, Layer } from "effect"

const query = ThreadQuery.from(${objectLiteral(query)})
const program = Effect.gen(function* () {
  const list = yield* ThreadRepository.use((repository) => repository.list(query))
  yield* Console.log(JSON.stringify(encodeResponse(list, list.requestUuid ?? "")))
})

const repository = Layer.unwrap(
  Effect.gen(function* () {
    return HttpThreadRepository.layer({
      baseUrl: ${asciiJson(baseUrl)},
      credentials: {
        username: yield* Config.Redacted("THREADS_USERNAME"),
        password: yield* Config.Redacted("THREADS_PASSWORD"),
      },
      overallTimeout: "30 seconds",
    })
  }),
)
await Effect.runPromise(Effect.provide(program, Layer.provide(repository, NodeHttpClient.layerUndici)))
`
