import { checkLaw, describeReport, laws } from "@customer-threads/domain/testing"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { cases } from "./support/depth.ts"
import { wrongAdapters } from "./support/wrongAdapters.ts"

const lawNamed = (name: string) => {
  const law = laws.find((one) => one.name === name)
  if (law === undefined) throw new Error(`there is no law named ${name}`)
  return law
}

const seeds = Number(process.env.LAW_SEEDS ?? cases(6, 50))

describe("the laws", () => {
  it.live.each(wrongAdapters)(
    `catch every time over ${seeds} seeds that $fault, under the name of $law`,
    ({ holding, law }) =>
      Effect.gen(function* () {
        for (let seed = 0; seed < seeds; seed += 1) {
          const report = yield* checkLaw(lawNamed(law), holding, { seed, runs: 300 })
          assert.isDefined(report.counterexample, `seed ${seed} found nothing in ${report.runs} cases`)
        }
      }),
  )

  it("have at least twenty adapters that are wrong on purpose, and break every law", () => {
    assert.isAtLeast(wrongAdapters.length, 20)
    const named = new Set(wrongAdapters.map(({ law }) => law))
    assert.isEmpty(laws.filter(({ name }) => !named.has(name)))
  })

  it.live("print the smallest case that breaks them, the queries and their threads, and what makes it again", () =>
    Effect.gen(function* () {
      const wrong = wrongAdapters.find(({ fault }) => fault === "missing values are last in both directions")!
      const law = lawNamed(wrong.law)
      const reports = yield* Effect.forEach([1, 2, 3, 4, 5], (seed) => checkLaw(law, wrong.holding, { seed }))
      assert.deepStrictEqual(
        reports.map(({ counterexample }) => counterexample?.threads.length),
        [2, 2, 2, 2, 2],
        "two threads are enough",
      )
      const report = reports[0]!
      const found = report.counterexample!
      const text = describeReport(report)
      assert.include(text, "missing smallest (assumed) is broken: a thread without the sort value is not the smallest")
      assert.include(text, `the law: ${law.statement}`)
      assert.include(text, `query: ${JSON.stringify(found.query)}`)
      for (const { id } of found.threads) assert.include(text, `holds: id ${id}, department-1, customer-1`)
      assert.include(text, `threads concerned: ${found.offenders.join(", ")}`)
      assert.include(text, `again: replay ${JSON.stringify(found.replay)}`)
      const again = yield* checkLaw(law, wrong.holding, { replay: found.replay })
      assert.deepStrictEqual(again.counterexample?.query, found.query)
      assert.deepStrictEqual(again.counterexample?.threads, found.threads)
    }),
  )

  it.live("hold of a right adapter, and report how many cases decided them", () =>
    Effect.gen(function* () {
      const report = yield* checkLaw(lawNamed("order"), InMemoryThreadRepository.layer, { seed: 1 })
      assert.isUndefined(report.counterexample)
      assert.isAbove(report.decided, 20)
      assert.strictEqual(describeReport(report), `order: holds in 100 cases, ${report.decided} of which decided it`)
    }),
  )
})
