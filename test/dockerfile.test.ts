import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"

const root = fileURLToPath(new URL("..", import.meta.url))
const recipe = readFileSync(`${root}Dockerfile`, "utf8")

describe("the container recipe", () => {
  it("copies what the build makes", () => {
    const copied = [...recipe.matchAll(/^COPY --from=build \/build\/(\S+) /gm)].map(([, path = ""]) => path)
    assert.isAtLeast(copied.length, 5)
    for (const path of copied) assert.isTrue(existsSync(root + path), path)
    const entry = /^ENTRYPOINT \["node", "(\S+)"/m.exec(recipe)?.[1]
    assert.isTrue(existsSync(`${root}packages/cli/${entry}`))
  })

  it("does not run as root, on a Node of a known major, and says whether it is well", () => {
    const stages = recipe.split(/^FROM /m).slice(1)
    assert.lengthOf(stages, 2)
    for (const stage of stages) assert.match(stage, /^node:24\b/)
    const users = [...(stages[1] ?? "").matchAll(/^USER (\S+)$/gm)].map(([, user]) => user)
    assert.deepStrictEqual(users, ["node"])
    assert.match(recipe, /^HEALTHCHECK[\s\S]*\/healthz/m)
  })
})
