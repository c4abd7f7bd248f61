import { fileURLToPath } from "node:url"
import { describe, expect, it } from "@effect/vitest"
import openapiTS, { astToString } from "openapi-typescript"
import { document } from "./support/document.ts"
import { differs, fits } from "./types/wireTypes.ts"

describe("openapi-typescript", () => {
  it("makes the committed types from openapi.json", async () => {
    const made = astToString(await openapiTS(document, { immutable: true }))
    await expect(made).toMatchFileSnapshot(fileURLToPath(new URL("types/openapi.ts", import.meta.url)))
  })

  // What counts is that wireTypes.ts compiles, which `npm run typecheck` sees to.
  it("makes types that fit ours", () => {
    expect(Object.values(fits)).not.toContain(false)
    expect(Object.values(differs)).not.toContain(true)
  })
})
