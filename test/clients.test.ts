import { readFileSync } from "node:fs"
import { assert, describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import {
  checkClient,
  clientFile,
  clientQueries,
  clients,
  differenceFrom,
  exampleBaseUrl,
  exampleQuery,
  flagsOf,
  listedThreads,
  printedClient,
  servedSamples,
} from "./support/clients.ts"

const here = clients.filter(({ missing }) => missing === undefined)
const notHere = clients.filter(({ missing }) => missing !== undefined)

describe("the clients of the vendor's page", () => {
  it.live.each(clients)("is in examples/clients for $language as threads request prints it", (client) =>
    Effect.gen(function* () {
      const printed = yield* printedClient(client.language, exampleQuery, exampleBaseUrl)
      assert.include(printed, exampleBaseUrl)
      yield* Effect.promise(() => expect(printed).toMatchFileSnapshot(clientFile(client)))
    }),
  )

  it("are said in their README to be what threads request prints for their question", () => {
    const page = readFileSync(new URL("../examples/clients/README.md", import.meta.url), "utf8")
    assert.include(
      page,
      `threads request --as LANGUAGE ${flagsOf(exampleQuery).join(" ")} --base-url ${exampleBaseUrl}\n`,
    )
    for (const { file } of clients) assert.include(page, `\`${file}\``)
  })

  // Two queries here; `npm run clients` asks all of them.
  it.live.each(here)(
    "has $language get from threads serve what the library gets",
    (client) =>
      Effect.gen(function* () {
        const baseUrl = yield* servedSamples
        for (const query of clientQueries.slice(0, 2)) {
          assert.isUndefined(yield* checkClient(client, query, baseUrl))
        }
      }),
    180_000,
  )

  for (const { language, missing } of notHere) {
    it.skip(`does not have ${language} ask threads serve: ${missing}`, () => {})
  }

  it.live("has questions with answers that differ", () =>
    Effect.gen(function* () {
      const baseUrl = yield* servedSamples
      const answers = yield* Effect.forEach(clientQueries, (query) => listedThreads(query, baseUrl))
      for (const threads of answers) assert.isAtLeast(threads.length, 2)
      assert.strictEqual(new Set(answers.map((threads) => JSON.stringify(threads))).size, clientQueries.length)
    }),
  )

  it("tells an answer in another order, a shorter, a longer and one with errors from the one expected", () => {
    const [one, two] = [1, 2].map((id) => ({
      id,
      archived: false,
      closed: false,
      departmentUuid: "d",
      customerUuid: "c",
    })) as [never, never]
    const printed = (customerThreads: ReadonlyArray<unknown>, errors: ReadonlyArray<unknown> = []) =>
      JSON.stringify({ customerThreads, requestUUID: "r", errors, warnings: [] })
    assert.isUndefined(differenceFrom([one, two], printed([one, two])))
    assert.match(differenceFrom([one, two], printed([two, one])) ?? "", /^thread 1 is .*"id":2/)
    assert.strictEqual(differenceFrom([one, two], printed([one])), "1 threads of 2")
    assert.match(differenceFrom([one], printed([one, two])) ?? "", /^thread 2 is .* not there$/)
    assert.match(differenceFrom([], printed([], [{ errorCode: "e" }])) ?? "", /^no threads/)
    assert.match(differenceFrom([], "Traceback") ?? "", /^no threads, but: Traceback/)
  })
})
