import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { bodyFaults, longBody, written } from "./bodyFaults.ts"
import { connectionFaults } from "./connectionFaults.ts"
import { runFault, runFaultOverUndici } from "./runFault.ts"
import { statusFaults } from "./statusFaults.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("catalogue")
const overUndici = tallyOf("catalogue, over undici itself")

describe("a fault is told in the domain's words, after the right number of requests, and leaves nothing behind", () => {
  for (const [kind, faults] of Object.entries({ statusFaults, connectionFaults, bodyFaults })) {
    describe(kind, () => {
      for (const fault of faults) {
        it.live(`${fault.name}: ${fault.expected}`, () => runFault(fault, tally))
        it.live(`${fault.name}: ${fault.expected}, over undici itself`, () => runFaultOverUndici(fault, overUndici))
      }
    })
  }

  it.live("a body far over the limit is not read to its end", () =>
    Effect.sync(() => {
      console.log(`of 64 MiB the server could write ${written.most / 1024 / 1024} MiB`)
      assert.isAbove(written.most, 0)
      assert.isBelow(written.most, longBody / 2)
    }),
  )

  it.live("a __proto__ key changes no object", () =>
    Effect.sync(() => assert.isUndefined(({} as Record<string, unknown>).polluted)),
  )
})
