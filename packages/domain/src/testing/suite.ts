import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type CheckOptions, checkLaw, type Holding } from "./checkLaw.ts"
import { describeReport } from "./describeReport.ts"
import { freshness } from "./laws/answerLaws.ts"
import { laws } from "./laws.ts"

/** How many cases, and whether the repository cannot be written to: then the law about writes is left out. */
export interface SuiteOptions extends CheckOptions {
  readonly readOnly?: boolean | undefined
}

/**
 * Holds an adapter to every law under Vitest: a test a law, each over 100 random cases unless told. `holding` makes a
 * repository that holds the threads it is given, with a `ThreadWriter` beside it unless it is read-only. A failure prints the smallest case, and the replay that makes it again.
 */
export const suite = <E>(name: string, holding: Holding<E>, options: SuiteOptions = {}): void => {
  describe(`${name} keeps the law`, () => {
    for (const law of options.readOnly === true ? laws.filter((one) => one !== freshness) : laws) {
      it.live(`${law.name}: ${law.statement}`, () =>
        Effect.map(checkLaw(law, holding, options), (report) => {
          if (report.counterexample !== undefined) assert.fail(describeReport(report))
          assert.isAbove(report.decided, 0, `none of ${report.runs} cases could tell whether the law holds`)
        }),
      )
    }
  })
}
