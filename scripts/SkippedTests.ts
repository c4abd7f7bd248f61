import type { Reporter, TestCollection, TestModule, Vitest } from "vitest/node"

/** True in CI, which has everything that tests run, unless `SKIPS` is `allowed`. */
export const skipsFail = process.env.CI === "true" && process.env.SKIPS !== "allowed"

const skippedIn = (tests: TestCollection): ReadonlyArray<string> =>
  [...tests].flatMap((test) => {
    if (test.type === "test") return test.result().state === "skipped" ? [test.fullName] : []
    return test.state() === "skipped" ? [test.fullName] : skippedIn(test.children)
  })

/** Names the tests that were skipped, and fails the run if none may be. Leaves out a run of tests chosen by name. */
export class SkippedTests implements Reporter {
  #isChosen = false

  onInit({ config }: Vitest): void {
    this.#isChosen = config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const skipped = modules.flatMap(({ children }) => skippedIn(children))
    if (skipped.length === 0 || this.#isChosen) return
    console.log(["\nSkipped:", ...skipped].join("\n  "))
    if (skipsFail) process.exitCode = 1
  }
}
