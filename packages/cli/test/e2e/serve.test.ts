import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { startThreads } from "../../../../test/support/runThreads.ts"

const serve = Effect.gen(function* () {
  const running = yield* startThreads(["serve", "--port", "0"])
  const [, baseUrl = ""] = yield* running.said(/Serving \d+ threads at (\S+),/)
  return { ...running, baseUrl }
})

describe("threads serve", () => {
  it.live("serves the page and its files from the bundle", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* serve
      const get = (path: string) => Effect.promise(() => fetch(new URL(path, baseUrl)))
      const html = yield* Effect.flatMap(get("/"), (response) => Effect.promise(() => response.text()))
      const linked = [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, path = ""]) => path)
      assert.includeMembers(linked, ["/docs", "/ui/style.css", "/ui/threads.js", "/ui/icon.svg"])
      for (const path of linked) assert.strictEqual((yield* get(path)).status, 200, path)
    }),
  )

  it.each([
    ["page", "The threads of a customer"],
    ["API reference", "SwaggerUIBundle"],
  ])("loads its %s from files that no other file of the program loads at start", (_, text) => {
    const dist = fileURLToPath(new URL("../../dist/", import.meta.url))
    const files = globSync("*.js", { cwd: dist }).map((name) => ({
      name,
      code: readFileSync(join(dist, name), "utf8"),
    }))
    const holding = files.filter(({ code }) => code.includes(text))
    assert.isNotEmpty(holding)
    const loaders = files.filter(({ code }) =>
      holding.some(({ name }) => new RegExp(`(from|import)"[./]+${name}"`).test(code)),
    )
    assert.deepStrictEqual(loaders, [])
  })

  it.live.each(["SIGINT", "SIGTERM"] as const)("closes its port and ends with 130 on %s", (signal) =>
    Effect.gen(function* () {
      const { baseUrl, child, ended } = yield* serve
      child.kill(signal)
      const { code, stderr, stdout } = yield* ended
      assert.deepStrictEqual([code, stdout, stderr.split("\n").length], [130, "", 3])
      const refused = yield* Effect.flip(Effect.tryPromise(() => fetch(baseUrl)))
      assert.include(String((refused.cause as Error).cause), "ECONNREFUSED")
    }),
  )
})
