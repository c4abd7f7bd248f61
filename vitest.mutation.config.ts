import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url))

const isSlow = ({ moduleId }: TestSpecification) => /in-memory-adapter|test\/laws\.test/.test(moduleId)

/** The fast tests first: a mutant is tried until a test fails. */
class FastFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>) {
    return files.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b)) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}

// The aliases point into the copy that is mutated: through node_modules the names would lead to the originals.
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@customer-threads\/domain\/testing\/vitest$/, replacement: source("domain/src/testing/suite.ts") },
      { find: /^@customer-threads\/domain\/testing$/, replacement: source("domain/src/testing/index.ts") },
      { find: /^@customer-threads\/domain\/text$/, replacement: source("domain/src/text.ts") },
      { find: /^@customer-threads\/http-api\/wire$/, replacement: source("http-api/src/wire/index.ts") },
      { find: /^@customer-threads\/http-api\/settings$/, replacement: source("http-api/src/settings.ts") },
      { find: /^@customer-threads\/([^/]+)$/, replacement: source("$1/src/index.ts") },
    ],
  },
  test: {
    include: ["packages/{domain,http-api,in-memory-adapter}/test/**/*.test.ts", "test/{laws,semantics}.test.ts"],
    exclude: ["packages/http-api/test/{writeOpenApi,ThreadFile}.test.ts"],
    isolate: false,
    sequence: { sequencer: FastFirst },
    env: { LAW_SEEDS: "1", LAW_RUNS: "30" },
  },
})
