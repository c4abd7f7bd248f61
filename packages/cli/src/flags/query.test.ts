import { readFileSync } from "node:fs"
import type { ThreadQuery } from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { flagsOf } from "../../../../test/support/clients.ts"
import { platform } from "../platform.ts"
import { flagNames, queryFlags, readQuery } from "./query.ts"

describe("the flags of a query", () => {
  it.effect.prop("read back every query", [Arbitraries.query], ([asked]) =>
    Effect.gen(function* () {
      const found: Array<ThreadQuery> = []
      const command = Command.make("list", queryFlags, (input) =>
        Effect.map(readQuery(input), (read) => found.push(read)),
      )
      yield* Command.runWith(command, { version: "0" })(flagsOf(asked))
      assert.deepStrictEqual(found, [asked])
    }).pipe(Effect.provide(platform)),
  )

  it("are in the README's row of threads list", () => {
    const page = readFileSync(new URL("../../README.md", import.meta.url), "utf8")
    const row = page.split("\n").find((line) => line.startsWith("| `threads list ")) ?? ""
    for (const name of Object.values(flagNames)) {
      assert.match(row, new RegExp(`\`threads list.*--(\\[no-\\])?${name}\\b`))
    }
  })
})
