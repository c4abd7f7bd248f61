import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { bodyFaults, longBody, written } from "./bodyFaults.ts"
import { connectionFaults } from "./connectionFaults.ts"
import { runFault } from "./runFault.ts"
import { statusFaults } from "./statusFaults.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("catalogue")

describe("a fault", () => {
  for (const [kind, faults] of Object.entries({ statusFaults, connectionFaults, bodyFaults })) {
    describe(`of ${kind} fails as specified and leaves no connection`, () => {
      for (const fault of faults) {
        it.live(`${fault.name}: ${fault.expected}`, () => runFault(fault, tally))
      }
    })
  }

  it.live("of a body far over the limit does not make the adapter read it to its end", () =>
    Effect.sync(() => {
      console.log(`of 64 MiB the server could write ${written.most / 1024 / 1024} MiB`)
      assert.isAbove(written.most, 0)
      assert.isBelow(written.most, longBody / 2)
    }),
  )

  it.live("of a __proto__ key changes no object", () =>
    Effect.sync(() => assert.isUndefined(({} as Record<string, unknown>).polluted)),
  )
})
