import {
  aCase,
  checkLaw,
  describeReport,
  expectedThreads,
  laws,
  query,
  threads,
} from "@customer-threads/domain/testing"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { wrongAdapters } from "./support/wrongAdapters.ts"

const lawNamed = (name: string) => {
  const law = laws.find((one) => one.name === name)
  if (law === undefined) throw new Error(`there is no law named ${name}`)
  return law
}

describe("the laws", () => {
  it.live.each(wrongAdapters)(
    "catch every time over 50 seeds that $fault, under the name of $law",
    ({ holding, law }) =>
      Effect.gen(function* () {
        for (let seed = 0; seed < 50; seed += 1) {
          const report = yield* checkLaw(lawNamed(law), holding, { seed, runs: 300 })
          assert.isDefined(report.counterexample, `seed ${seed} found nothing in ${report.runs} cases`)
        }
      }),
  )

  it("have at least twenty adapters that are wrong on purpose, and name every law that an adapter can break", () => {
    assert.isAtLeast(wrongAdapters.length, 20)
    const named = new Set(wrongAdapters.map(({ law }) => law))
    assert.deepStrictEqual(
      laws.map(({ name }) => name).filter((name) => !named.has(name)),
      ["invalid queries refused"],
    )
  })

  it.live("print the smallest case that breaks them, what was asked and listed, and what makes it again", () =>
    Effect.gen(function* () {
      const wrong = wrongAdapters.find(({ fault }) => fault === "missing values are last in both directions")!
      const law = lawNamed(wrong.law)
      const report = yield* checkLaw(law, wrong.holding, { seed: 1 })
      const found = report.counterexample!
      assert.lengthOf(found.threads, 2, "two threads are enough")
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

  it.live("hold of a right adapter, and say in how many cases they could tell", () =>
    Effect.gen(function* () {
      const report = yield* checkLaw(lawNamed("order"), InMemoryThreadRepository.layer, { seed: 1 })
      assert.isUndefined(report.counterexample)
      assert.isAbove(report.decided, 20)
      assert.strictEqual(describeReport(report), `order: holds in 100 cases, ${report.decided} of which could tell`)
    }),
  )
})

describe("the generators", () => {
  it.live("reach what adapters get wrong: of 1,000 cases 30 % tie, 20 % miss the sort value, 20 % are cut", () =>
    Effect.gen(function* () {
      for (const seed of [1, 2, 3]) {
        const cases = yield* Arbitrary.sampleEffect(aCase, { count: 1_000, seed })
        const reached = { tie: 0, missing: 0, cut: 0, empty: 0, elsewhere: 0 }
        for (const given of cases) {
          const { maxResults, ...rest } = given.query
          const matched = expectedThreads(given.threads, rest as typeof given.query)
          const key = given.query.sortOrderKey === "LAST_DELEGATION_ON" ? "lastDelegationOn" : "lastMessageOn"
          const values = matched.map((thread) => thread[key]?.epochMilliseconds)
          if (new Set(values).size < values.length) reached.tie += 1
          if (values.includes(undefined)) reached.missing += 1
          if (maxResults !== undefined && maxResults < matched.length) reached.cut += 1
          if (given.threads.length === 0) reached.empty += 1
          if (given.threads.some(({ customerUuid }) => customerUuid !== given.query.customerUuid))
            reached.elsewhere += 1
        }
        assert.isAtLeast(reached.tie, 300)
        assert.isAtLeast(reached.missing, 200)
        assert.isAtLeast(reached.cut, 200)
        assert.isAtLeast(reached.elsewhere, 300)
        assert.isAtLeast(reached.empty, 50)
      }
    }),
  )

  it.effect.prop("make no two threads of one id, and queries that can be made", [threads, query], ([held, asked]) =>
    Effect.sync(() => {
      assert.strictEqual(new Set(held.map(({ id }) => id)).size, held.length)
      assert.isAtMost(asked.maxResults ?? 0, 2_147_483_647)
    }),
  )
})
