import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { policyTable } from "../../../../scripts/policyTable.ts"
import { rowsOf } from "../../../../scripts/roff.ts"
import { settings } from "./keys.ts"

describe("settings", () => {
  it("has a key for each setting of the documentation but the password", () => {
    const pages = ["packages/cli/README.md", "packages/http-adapter/README.md"].map((page) =>
      readFileSync(new URL(`../../../../${page}`, import.meta.url), "utf8"),
    )
    const documented = new Set(pages.join("").match(/THREADS_[A-Z_]+/g))
    for (const name of ["THREADS_PASSWORD", "THREADS_PROFILE"]) documented.delete(name)
    assert.sameMembers(
      [...documented],
      settings.map(({ name }) => name),
    )
  })

  it("of the policy have their row in the adapter's README", () => {
    const page = readFileSync(new URL("../../../http-adapter/README.md", import.meta.url), "utf8")
    assert.deepStrictEqual(
      rowsOf(page, "option"),
      policyTable.map(({ description, expected, fallback, name, option }) => [
        `\`${option}\``,
        `\`${name}\``,
        fallback,
        expected,
        description,
      ]),
    )
  })
})
