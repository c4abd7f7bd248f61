import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"

const root = new URL("../../..", import.meta.url)

describe("the sample threads", () => {
  it("are those of their generator, in every state", () => {
    const conditions = "--conditions=@customer-threads/source"
    execFileSync("node", [conditions, "examples/generateSampleThreads.ts", "--check"], { cwd: root })
    const text = readFileSync(new URL("examples/sample-threads.ndjson", root), "utf8")
    assert.strictEqual(readFileSync(new URL("packages/cli/samples/sample-threads.ndjson", root), "utf8"), text)
    const threads = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    assert.strictEqual(new Set(threads.map(({ customerUuid }) => customerUuid)).size, 12)
    const states = new Set(threads.map((one) => `${one.archived} ${one.closed} ${one.isWaitingForResponse}`))
    assert.strictEqual(states.size, 12)
    for (const field of ["userUuid", "lastMessageOn", "lastDelegationOn", "isWaitingForResponse"]) {
      assert.isTrue(
        threads.some((one) => one[field] === undefined),
        field,
      )
    }
    assert.isBelow(new Set(threads.map(({ lastMessageOn }) => lastMessageOn)).size, threads.length - 20)
  })
})
