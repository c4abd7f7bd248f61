import { StandInServer } from "@customer-threads/stand-in-server"
import { assert, describe, it } from "@effect/vitest"
import { createConfig, lintFromString } from "@redocly/openapi-core"
import { Effect, Layer } from "effect"
import { document } from "./support/document.ts"

/** Problems that Redocly finds in a document with its strictest ruleset. */
const problemsIn = async (source: string) => {
  const config = await createConfig({ extends: ["recommended-strict"] })
  const problems = await lintFromString({ source, absoluteRef: "openapi.json", config })
  return problems.map(({ location, message, ruleId }) => `${ruleId} at ${location[0]?.pointer}: ${message}`)
}

const controlDocument = Effect.gen(function* () {
  const server = StandInServer.layerInMemory({ port: 0, control: true }, [])
  const baseUrl = yield* Effect.provide(StandInServer.baseUrl, yield* Layer.build(server))
  return yield* Effect.promise(async () => (await fetch(new URL("/__control/openapi.json", baseUrl))).text())
})

describe("Redocly's linter", () => {
  it("has nothing to say of openapi.json", async () => {
    assert.deepStrictEqual(await problemsIn(document), [])
  })

  it.live("has nothing to say of the control interface's document", () =>
    Effect.gen(function* () {
      const control = yield* controlDocument
      assert.isAtLeast(Object.keys(JSON.parse(control).paths).length, 5)
      assert.deepStrictEqual(yield* Effect.promise(() => problemsIn(control)), [])
    }),
  )

  it("would say what is wrong", async () => {
    const broken = document.replace(/"basicAuth": \[\]/, '"anotherAuth": []').replace('"summary"', '"x-summary"')
    const said = (await problemsIn(broken)).join("\n")
    for (const rule of ["security-defined", "operation-summary"]) assert.include(said, rule)
  })
})
