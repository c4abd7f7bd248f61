import { assert } from "@effect/vitest"
import { Effect } from "effect"

/** Waits at most 1 second until the condition holds. */
export const within1Second = Effect.fnUntraced(function* (what: string, holds: () => boolean) {
  const start = performance.now()
  while (!holds()) {
    if (performance.now() - start > 1_000) assert.fail(`${what}: not within 1 second`)
    yield* Effect.sleep("5 millis")
  }
})
