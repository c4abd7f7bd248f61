import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { settingKeys, settingName } from "./keys.ts"

describe("settingKeys", () => {
  it("has a key for each setting of the documentation but the password", () => {
    const pages = ["packages/cli/README.md", "packages/http-adapter/README.md"].map((page) =>
      readFileSync(new URL(`../../../../${page}`, import.meta.url), "utf8"),
    )
    const documented = new Set(pages.join("").match(/THREADS_[A-Z_]+/g))
    for (const name of ["THREADS_PASSWORD", "THREADS_PROFILE"]) documented.delete(name)
    assert.sameMembers([...documented], settingKeys.map(settingName))
  })
})
