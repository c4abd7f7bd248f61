import { execFileSync } from "node:child_process"
import { describe, it } from "@effect/vitest"

describe("the OpenAPI document", () => {
  it("is the committed openapi.json", () => {
    execFileSync("node", ["--conditions=@customer-threads/source", "scripts/writeOpenApi.ts", "--check"], {
      cwd: new URL("../../..", import.meta.url),
    })
  })
})
