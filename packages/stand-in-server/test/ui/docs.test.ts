import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { chromiumPath, inChromium } from "./chromiumPath.ts"
import { openPage } from "./openPage.ts"
import { sampleThreads, serveThreads } from "./serveThreads.ts"

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

const operationsOf = ({ paths }: Contract): ReadonlyArray<string> =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )

const contractAt = (url: string) => Effect.promise(async () => (await (await fetch(url)).json()) as Contract)

const operation = ".opblock"

describe.skipIf(chromiumPath === undefined)(inChromium("the API reference"), () => {
  it.live("shows every operation and schema of both documents, the control interface's only if there is one", () =>
    Effect.gen(function* () {
      for (const control of [true, false]) {
        const origin = yield* serveThreads([], { control })
        const contracts = [yield* contractAt(`${origin}/openapi.json`)]
        if (control) contracts.push(yield* contractAt(`${origin}/__control/openapi.json`))
        const page = yield* openPage(`${origin}/docs`, {}, operation)
        yield* Effect.promise(async () => {
          const operations = await Promise.all(
            (await page.locator(operation).all()).map(async (block) =>
              [
                await block.locator(".opblock-summary-method").textContent(),
                await block.locator(".opblock-summary-path").getAttribute("data-path"),
              ].join(" "),
            ),
          )
          assert.sameMembers(operations, contracts.flatMap(operationsOf))
          const schemas = await page.locator(".models .json-schema-2020-12__title").allTextContents()
          const named = contracts.flatMap(({ components }) => Object.keys(components.schemas))
          assert.sameMembers([...new Set(schemas)], [...new Set(named)])
        })
      }
    }),
  )

  it.live("sends a request to the server, and shows its response", () =>
    Effect.gen(function* () {
      const page = yield* openPage(`${yield* serveThreads(yield* sampleThreads)}/docs`, {}, operation)
      yield* Effect.promise(async () => {
        await page.locator(operation).click()
        await page.getByRole("button", { name: "Try it out" }).click()
        await page.getByPlaceholder("departmentUUID").fill("service-department")
        await page.getByPlaceholder("customerUUID").fill("customer-01")
        await page.locator(".body-param__text").fill('{"maxResults":1}')
        await page.getByRole("button", { name: "Execute" }).click()
        const response = page.locator(".live-responses-table .response")
        await response.waitFor()
        assert.match((await response.textContent()) ?? "", /^200.*"customerUuid": "customer-01"/s)
      })
    }),
  )
})
