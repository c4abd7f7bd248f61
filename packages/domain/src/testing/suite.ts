import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type CheckOptions, checkLaw, type RepositoryFactory } from "./checkLaw.ts"
import { describeReport } from "./describeReport.ts"
import { freshness } from "./laws/listLaws.ts"
import { laws } from "./laws.ts"

/** The cases of each law, as for `checkLaw`. */
export interface SuiteOptions extends CheckOptions {
  /** True leaves out the law about writes. Default: false; then the repository must provide a `ThreadWriter`. */
  readonly readOnly?: boolean | undefined
}

/**
 * Defines a Vitest test for each law of `ThreadRepository`. Each test checks its law with 100 random cases by default. A
 * failed test prints the smallest case that breaks the law, and the `replay` that checks it again. It needs
 * `@effect/vitest`.
 *
 * @example
 * ```ts
 * import { suite } from "@customer-threads/domain/testing/vitest"
 * import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
 *
 * suite("my repository", (threads) => InMemoryThreadRepository.layer(threads), { readOnly: true })
 * ```
 */
export const suite = <E>(name: string, makeRepository: RepositoryFactory<E>, options: SuiteOptions = {}): void => {
  describe(`${name} keeps the law`, () => {
    for (const law of options.readOnly === true ? laws.filter((one) => one !== freshness) : laws) {
      it.live(`${law.name}: ${law.statement}`, () =>
        Effect.map(checkLaw(law, makeRepository, options), (report) => {
          if (report.counterexample !== undefined) assert.fail(describeReport(report))
          assert.isAbove(report.decided, 0, `none of ${report.runs} cases could decide the law`)
        }),
      )
    }
  })
}
