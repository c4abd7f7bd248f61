import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { chromiumPath, inChromium } from "./chromiumPath.ts"
import { openPage } from "./openPage.ts"
import { serveOver } from "./serveThreads.ts"

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Record<string, unknown> }>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>
  }
}

describe.skipIf(chromiumPath === undefined)(inChromium("the API reference"), () => {
  it.live("shows every operation, parameter, field and status of the contract, and an example of each body", () =>
    Effect.gen(function* () {
      const origin = yield* serveOver(InMemoryThreadRepository.layer())
      const contract = yield* Effect.promise(
        async () => (await (await fetch(`${origin}/openapi.json`)).json()) as Contract,
      )
      const page = yield* openPage(`${origin}/docs`)
      yield* Effect.promise(async () => {
        const headers = await page.locator("th[scope=row]").allTextContents()
        for (const [path, operations] of Object.entries(contract.paths)) {
          await page.getByText(path, { exact: true }).waitFor()
          for (const [, name] of path.matchAll(/\{(\w+)\}/g)) assert.include(headers, name)
          for (const { responses } of Object.values(operations)) {
            for (const status of Object.keys(responses)) assert.include(headers, status)
          }
        }
        for (const { properties } of Object.values(contract.components.schemas)) {
          for (const field of Object.keys(properties)) assert.include(headers, field)
        }
        const [request = "", answer = "{}"] = await page.locator("pre").allTextContents()
        assert.include(request, '"sortOrderKey":"LAST_MESSAGE_ON"')
        const example = JSON.parse(answer) as Record<string, unknown>
        assert.hasAllKeys(example, Object.keys(contract.components.schemas.ListThreadsResponse?.properties ?? {}))
        await page.getByRole("link", { name: "CustomerThread" }).first().click()
        assert.match(page.url(), /#schema-CustomerThread$/)
      })
    }),
  )
})
