import { readFileSync } from "node:fs"
import { afterAll, assert, beforeAll, describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import {
  checkClient,
  checkOtherClient,
  clientFile,
  clientQueries,
  clients,
  differenceFrom,
  exampleBaseUrl,
  exampleQuery,
  flagsOf,
  listedThreads,
  otherClients,
  printedClient,
  servedSamples,
} from "./support/clients.ts"
import { cases } from "./support/depth.ts"

const isHere = ({ missing }: { readonly missing: string | undefined }) => missing === undefined
const notHere = [...clients, ...otherClients].filter((client) => !isHere(client))

const scope = Scope.makeUnsafe()
let baseUrl = ""
beforeAll(async () => {
  baseUrl = await Effect.runPromise(Scope.provide(servedSamples, scope))
})
afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

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

  it.live("has queries with responses that differ", () =>
    Effect.gen(function* () {
      const responses = yield* Effect.forEach(clientQueries, (query) => listedThreads(query, baseUrl))
      for (const threads of responses) assert.isAtLeast(threads.length, 2)
      assert.strictEqual(new Set(responses.map((threads) => JSON.stringify(threads))).size, clientQueries.length)
    }),
  )

  it("refuses a response in another order, a shorter, a longer and one with errors", () => {
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

// One query here, two in CI; `npm run clients` sends all of them.
describe.concurrent("threads serve", { timeout: 180_000 }, () => {
  it.live.each(clients.filter(isHere))("gives $language the threads that the library lists", (client) =>
    Effect.gen(function* () {
      for (const query of clientQueries.slice(0, cases(1, 2))) {
        assert.isUndefined(yield* checkClient(client, query, baseUrl))
      }
    }),
  )

  it.live.each(otherClients.filter(isHere))("gives $language the threads that the library lists", (client) =>
    Effect.gen(function* () {
      for (const spaces of cases([20_000], [0, 20_000])) {
        assert.isUndefined(yield* checkOtherClient(client, exampleQuery, baseUrl, spaces))
      }
    }),
  )

  for (const { language, missing } of notHere) {
    it.skip(`gives ${language} the threads that the library lists: ${missing}`, () => {})
  }
})
