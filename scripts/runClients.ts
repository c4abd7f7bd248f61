// Runs the clients of the vendor's page that this machine can run against the built stand-in, and compares what each gets
// with what the library gets.
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect } from "effect"
import { checkClient, clientQueries, clients, servedSamples } from "../test/support/clients.ts"
import { skipsFail } from "./SkippedTests.ts"

const runClients = Effect.gen(function* () {
  const baseUrl = yield* servedSamples
  const outcomes = yield* Effect.forEach(
    clients,
    Effect.fnUntraced(function* (client) {
      const name = client.language.padEnd(10)
      if (client.missing !== undefined) {
        yield* Console.log(`${name} not run: ${client.missing}`)
        return "skipped"
      }
      const problems = yield* Effect.forEach(clientQueries, (query) => checkClient(client, query, baseUrl))
      const wrong = problems.flatMap((problem, at) => (problem === undefined ? [] : [`  query ${at + 1}: ${problem}`]))
      if (wrong.length === 0) yield* Console.log(`${name} ${clientQueries.length} responses like the library's`)
      else yield* Console.log([`${name} FAILED`, ...wrong].join("\n"))
      return wrong.length === 0 ? "passed" : "failed"
    }),
    { concurrency: 2 },
  )
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length
  yield* Console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`)
  if (count("failed") > 0 || (skipsFail && count("skipped") > 0)) process.exitCode = 1
})

NodeRuntime.runMain(Effect.scoped(runClients))
